using System.Diagnostics;
using System.Text;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Secrets;

/// <summary>The program itself, at a real terminal (bsdutils' <c>script</c> gives it one) and without.</summary>
public sealed class TypedAtTheTerminalTests
{
    private string _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-typed-").FullName;
        using var ca = DevelopmentCa.Create(At("dev-ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task a_passphrase_typed_at_the_terminal_opens_the_key_and_is_never_shown()
    {
        var (_, shown) = await RunAsync("script", ["bí-mật-42\r", "bí-mật-42\r"], "-qec", string.Join(' ', Issue.Prepend("dotnet").Select(static a => $"'{a}'")), "/dev/null");
        using var key = SigningKeys.OpenPkcs12(At("h37.p12"), "bí-mật-42");

        Assert.That((key.Certificate.Subject.Contains("H37.12", StringComparison.Ordinal), shown.Contains("bí-mật-42", StringComparison.Ordinal)), Is.EqualTo((true, false)), shown);
    }

    [Test]
    public async Task a_script_is_not_asked_but_told_which_option_it_lacks()
    {
        var (code, shown) = await RunAsync("dotnet", ["bí-mật-42\n", "bí-mật-42\n"], Issue);

        Assert.That((code, shown.Contains("--passphrase-file", StringComparison.Ordinal), File.Exists(At("h37.p12"))), Is.EqualTo((ExitCodes.Usage, true, false)), shown);
    }

    private string[] Issue =>
        [Path.Combine(AppContext.BaseDirectory, "axis.dll"), "cert", "issue-dev", "agency", "H37.12", "--data", _folder, "--out", At("h37.p12")];

    private string At(string name) => Path.Combine(_folder, name);

    private static async Task<(int Code, string Shown)> RunAsync(string program, string[] typed, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var shown = new StringBuilder();
        var buffer = new char[1024];
        foreach (var line in typed)
        {
            // A person types when asked; what comes earlier would be shown by the terminal itself.
            while (program == "script" && !shown.ToString().EndsWith(": ", StringComparison.Ordinal) && await process.StandardOutput.ReadAsync(buffer, limit.Token) is > 0 and var read)
            {
                shown.Append(buffer, 0, read);
            }

            shown.Append('\n');
            await process.StandardInput.WriteAsync(line.AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
        }

        shown.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        process.StandardInput.Close();
        return (process.ExitCode, shown.Append(await error).ToString());
    }
}
