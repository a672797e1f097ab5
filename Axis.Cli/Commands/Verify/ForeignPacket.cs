using Axis.Core.Contracts;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Axis.Signing.Xades.General;

namespace Axis.Cli.Commands.Verify;

/// <summary>
/// What is said of a file that is not a native packet: the cryptographic verdict on each signature in it, and never a pass, because nothing binds a foreign
/// signature to the sender.
/// </summary>
public static class ForeignPacket
{
    /// <summary>The report.</summary>
    /// <param name="file">Path as given.</param>
    /// <param name="native">Why it is not native.</param>
    /// <param name="general">What the general path found.</param>
    public static FileReport Report(string file, PacketCheck native, GeneralCheck general)
    {
        ArgumentNullException.ThrowIfNull(native);
        ArgumentNullException.ThrowIfNull(general);
        var checks = new List<CheckView>(FileReport.Views([.. native.Checks.Where(static c => c.Outcome == CheckOutcome.Failed)]));
        if (general.Unreadable is { } why)
        {
            checks.Add(new CheckView("xml", "failed", why));
            return Of(file, Indication.TotalFailed, SubIndication.FormatFailure, checks, null, "không ở dạng gốc, không đọc được");
        }

        if (general.Signatures.Count == 0)
        {
            checks.Add(new CheckView("signature", "not-made", "Tệp không có chữ ký nào."));
            return Of(file, Indication.Indeterminate, SubIndication.SignedDataNotFound, checks, null, "không ở dạng gốc, không có chữ ký");
        }

        foreach (var finding in general.Signatures)
        {
            checks.AddRange(FileReport.Views(finding.Checks).Select(c => c with { Name = finding.Place + ": " + c.Name }));
            foreach (var covered in finding.Covered)
            {
                checks.Add(new CheckView(finding.Place + ": covered", "passed", "Phần được ký: " + covered));
            }
        }

        var worst = general.Signatures.FirstOrDefault(static s => s.CryptographicIndication == Indication.TotalFailed)
            ?? general.Signatures.FirstOrDefault(static s => s.CryptographicIndication == Indication.Indeterminate)
            ?? general.Signatures[0];
        if (worst.CryptographicIndication != Indication.TotalPassed)
        {
            return Of(file, worst.CryptographicIndication, worst.CryptographicSubIndication, checks, worst, "không ở dạng gốc");
        }

        checks.Add(new CheckView("binding", "not-made", "Chữ ký đúng về mật mã, nhưng không có gì gắn nó với cơ quan gửi."));
        return Of(file, Indication.Indeterminate, SubIndication.BindingUnknown, checks, worst, "không ở dạng gốc, chữ ký đúng về mật mã");
    }

    private static FileReport Of(string file, Indication indication, SubIndication sub, IReadOnlyList<CheckView> checks, SignatureFinding? finding, string summary) => new()
    {
        File = file,
        Kind = "foreign-packet",
        Verdict = Verdicts.Format(indication, sub),
        Checks = checks,
        Signer = finding?.Certificate?.Subject,
        ClaimedSigningTime = finding?.ClaimedSigningTime,
        ExitCode = FileReport.ExitCodeOf(indication),
        Summary = summary,
    };
}
