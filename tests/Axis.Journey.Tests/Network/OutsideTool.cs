using System.Diagnostics;
using System.Text;

namespace Axis.Journey.Tests.Network;

/// <summary>Runs a tool from outside (openssl, xmllint). On the build server a missing one fails the test; elsewhere the test is skipped and says so.</summary>
public static class OutsideTool
{
    /// <summary>Runs it to its good end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="tool">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public static string RunIn(string folder, string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, output);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{tool} is not installed.");
            }

            Assert.Ignore($"{tool} is not installed, so the outside judge was not asked.");
            throw;
        }
    }
}
