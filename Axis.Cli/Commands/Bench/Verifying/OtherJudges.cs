using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Axis.Cli.Commands.Bench.Verifying;

/// <summary>The yardsticks: .NET's SignedXml and xmlsec1 on the same file. Both check the signature alone, not the native form.</summary>
public static class OtherJudges
{
    /// <summary>SignedXml, in this process.</summary>
    /// <exception cref="CliFailureException">It refuses the packet.</exception>
    public static void SignedXml(string path, X509Certificate2 certificate)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(path);
        var signed = new SignedXml(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature", System.Security.Cryptography.Xml.SignedXml.XmlDsigNamespaceUrl)[0]!);
        if (!signed.CheckSignature(certificate, verifySignatureOnly: true))
        {
            throw Refused("SignedXml", "");
        }
    }

    /// <summary>xmlsec1, as a process.</summary>
    /// <returns><c>false</c> when it is not installed.</returns>
    /// <exception cref="CliFailureException">It refuses the packet.</exception>
    public static async Task<bool> XmlsecAsync(string path, string anchor, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("xmlsec1", ["--verify", "--trusted-pem", anchor, path]) { RedirectStandardError = true, RedirectStandardOutput = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            // Not installed: the table leaves it out.
            return false;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var log = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 ? true : throw Refused("xmlsec1", log.Split('\n')[0]);
        }
    }

    private static CliFailureException Refused(string judge, string why) =>
        new(ExitCodes.Refused, "BENCH_REFUSED", $"{judge} không chấp nhận gói đo: {why}", null);
}
