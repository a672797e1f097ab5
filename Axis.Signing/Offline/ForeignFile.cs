using Axis.Core.Contracts;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Offline;

/// <summary>
/// What is said of a file that is not a native packet: the verdict on each signature in it, the worst counts. A packet in another spelling is never passed, because
/// nothing binds a foreign signature to its sender; any other file is, when all of it is signed under an anchor.
/// </summary>
public static class ForeignFile
{
    /// <summary>The report.</summary>
    /// <param name="file">Path as given.</param>
    /// <param name="native">Why it is not native.</param>
    /// <param name="general">What the general path found.</param>
    /// <param name="judge">Judges the certificate of one finding.</param>
    public static FileReport Report(string file, PacketCheck native, GeneralCheck general, Func<SignatureFinding, ForeignVerdict> judge)
    {
        ArgumentNullException.ThrowIfNull(native);
        ArgumentNullException.ThrowIfNull(general);
        ArgumentNullException.ThrowIfNull(judge);
        var isPacket = general.IsPacket || general.Unreadable is not null;
        var checks = new List<CheckView>(isPacket ? FileReport.Views([.. native.Checks.Where(static c => c.Outcome == CheckOutcome.Failed)]) : []);
        if (general.Unreadable is { } why)
        {
            checks.Add(new CheckView("xml", "failed", why));
            return Of(file, isPacket, Indication.TotalFailed, SubIndication.FormatFailure, checks, "không ở dạng gốc, không đọc được: " + why);
        }

        if (general.Signatures.Count == 0)
        {
            checks.Add(new CheckView("signature", "not-made", "Tệp không có chữ ký nào."));
            return Of(file, isPacket, Indication.Indeterminate, SubIndication.SignedDataNotFound, checks, isPacket ? "không ở dạng gốc, không có chữ ký" : "không có chữ ký");
        }

        var verdicts = general.Signatures.Select(judge).ToArray();
        foreach (var verdict in verdicts)
        {
            checks.AddRange(FileReport.Views(verdict.Checks).Select(c => c with { Name = verdict.Finding.Place + ": " + c.Name }));
            checks.AddRange(verdict.Finding.Covered.Select(c => new CheckView(verdict.Finding.Place + ": covered", "passed", "Phần được ký: " + c)));
        }

        var worst = verdicts.FirstOrDefault(static s => s.Indication == Indication.TotalFailed)
            ?? verdicts.FirstOrDefault(static s => s.Indication == Indication.Indeterminate)
            ?? verdicts[0];
        var summary = (isPacket ? "không ở dạng gốc · " : "") + (verdicts.Length > 1 ? $"{verdicts.Length} chữ ký, kém nhất: " : "") + SignatureReport.Line(worst);
        return Of(file, isPacket, worst.Indication, worst.SubIndication, checks, summary) with
        {
            Signer = worst.Finding.Certificate?.Subject,
            ClaimedSigningTime = worst.Finding.ClaimedSigningTime,
            Signatures = [.. verdicts.Select(SignatureReport.Of)],
        };
    }

    private static FileReport Of(string file, bool isPacket, Indication indication, SubIndication sub, IReadOnlyList<CheckView> checks, string summary) => new()
    {
        File = file,
        Kind = isPacket ? "foreign-packet" : "foreign-signature",
        Verdict = Verdicts.Format(indication, sub),
        Checks = checks,
        ExitCode = FileReport.ExitCodeOf(indication),
        Summary = summary,
    };
}
