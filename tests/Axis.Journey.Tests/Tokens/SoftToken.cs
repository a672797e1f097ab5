using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Journey.Tests.Tokens;

/// <summary>
/// A real PKCS#11 token: SoftHSM2 with a folder of its own. The token processes find it through the environment they inherit. In CI a missing tool fails the test;
/// elsewhere the test is skipped and says so.
/// </summary>
internal sealed class SoftToken : IDisposable
{
    public const string Label = "Sở Nội vụ";
    public const string Pin = "73051982";

    private const string ConfigurationVariable = "SOFTHSM2_CONF";
    private const string ModuleVariable = "PKCS11_MODULE_PATH";
    private static readonly string[] Modules = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so"];

    private readonly string _folder = Directory.CreateTempSubdirectory("axis-token-").FullName;

    public SoftToken()
    {
        if (!Array.Exists(Modules, File.Exists))
        {
            Missing("softhsm2");
        }

        var (exit, output) = Run("openssl", "engine", "pkcs11", "-t");
        if (exit != 0 || !output.Contains("[ available ]", StringComparison.Ordinal))
        {
            Missing("libengine-pkcs11-openssl");
        }

        Directory.CreateDirectory(Tokens);
        File.WriteAllText(Configuration, $"directories.tokendir = {Tokens}\nobjectstore.backend = file\nlog.level = ERROR\n");
        Environment.SetEnvironmentVariable(ConfigurationVariable, Configuration);
        Environment.SetEnvironmentVariable(ModuleVariable, Array.Find(Modules, File.Exists));
        Demand("softhsm2-util", "--init-token", "--free", "--label", Label, "--pin", Pin, "--so-pin", "99999999");
    }

    private string Tokens => Path.Combine(_folder, "tokens");

    private string Configuration => Path.Combine(_folder, "softhsm2.conf");

    public static string UriOf(string key) => $"pkcs11:token={Uri.EscapeDataString(Label)};object={key}";

    /// <summary>Puts a certificate's private key on the token.</summary>
    public void Import(X509Certificate2 certificate, string name)
    {
        var file = Path.Combine(_folder, name + ".p8");
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        Demand("softhsm2-util", "--import", file, "--token", Label, "--label", name, "--id", Convert.ToHexString(RandomNumberGenerator.GetBytes(4)), "--pin", Pin);
        File.Delete(file);
    }

    /// <summary>Writes the key file, its certificate and its PIN file into a folder of keys.</summary>
    public static string WriteKeyFile(string folder, string stem, X509Certificate2 certificate, string name, string pin = Pin)
    {
        File.WriteAllText(Path.Combine(folder, stem + ".crt"), certificate.ExportCertificatePem());
        PrivateFile.Create(Path.Combine(folder, stem + ".pin"), System.Text.Encoding.UTF8.GetBytes(pin + "\n"));
        var file = Path.Combine(folder, stem + TokenKeyFile.Extension);
        TokenKeyFile.Create(file, TokenUri.Parse(UriOf(name)), null, default);
        return file;
    }

    public void Unplug()
    {
        Directory.Move(Tokens, Tokens + ".out");
        Directory.CreateDirectory(Tokens);
    }

    public void PlugIn()
    {
        Directory.Delete(Tokens);
        Directory.Move(Tokens + ".out", Tokens);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ConfigurationVariable, null);
        Environment.SetEnvironmentVariable(ModuleVariable, null);
        Directory.Delete(_folder, recursive: true);
    }

    public static (int Exit, string Output) Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
            {
                process.Kill();
                Assert.Fail($"{tool} did not end.");
            }

            return (process.ExitCode, output + error.Result);
        }
        catch (Win32Exception)
        {
            Missing(tool);
            throw;
        }
    }

    private static void Demand(string tool, params string[] arguments)
    {
        var (exit, output) = Run(tool, arguments);
        Assert.That(exit, Is.Zero, output);
    }

    private static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"{what} is not installed.");
        }

        Assert.Ignore($"{what} is not installed: no token to sign with.");
    }
}
