using System.Diagnostics;

namespace Axis.Signing.Tests.Support;

/// <summary>Runs a judge from outside (openssl, xmlsec1). In CI a missing tool fails the test; elsewhere the test is skipped and says so.</summary>
internal static class OutsideTool
{
    public static (int Exit, string Output) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            process = null;
        }

        if (process is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{tool} is not installed.");
            }

            Assert.Ignore($"{tool} is not installed: not judged from outside.");
        }

        using (process)
        {
            var error = process!.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                process.Kill();
                Assert.Fail($"{tool} did not end within 30 s.");
            }

            return (process.ExitCode, output + error.Result);
        }
    }
}
