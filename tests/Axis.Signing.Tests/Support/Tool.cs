using System.ComponentModel;
using System.Diagnostics;

namespace Axis.Signing.Tests.Support;

/// <summary>The outside judges. In CI a missing one fails the test; elsewhere the test is skipped and says so.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static string Folder()
    {
        var folder = Path.Combine(Path.GetTempPath(), "axis-signing-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static (int ExitCode, string Output) Run(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{name} did not end within {Patience}.");
            }

            return (process.ExitCode, output + error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{name} is not installed.");
            }

            Assert.Ignore($"{name} is not installed, so the outside judge was not asked.");
            throw;
        }
    }

    /// <summary>Asks xmlsec1 about each packet; it takes one file a call.</summary>
    public static bool[] Xmlsec(TestKey key, params byte[][] packets)
    {
        var folder = Folder();
        try
        {
            File.WriteAllText(Path.Combine(folder, "anchor.pem"), key.Certificate.ExportCertificatePem());
            var files = new string[packets.Length];
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = Path.Combine(folder, i + ".xml");
                File.WriteAllBytes(files[i], packets[i]);
            }

            var answers = new bool[packets.Length];
            for (var i = 0; i < files.Length; i++)
            {
                var (exit, _) = Run("xmlsec1", "--verify", "--trusted-pem", Path.Combine(folder, "anchor.pem"), files[i]);
                answers[i] = exit == 0;
            }

            return answers;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
