using Axis.Core.Contracts;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Judgements of documents as the API and the command line show them.</summary>
public static class LegalValueViews
{
    /// <summary>The view of a judgement.</summary>
    public static LegalValueView Of(LegalValueReport report, PdfTrust trust)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(trust);
        return new LegalValueView(
            trust.Now,
            report.Code,
            LegalValueReport.NameOf(report.Code),
            report.Reasons,
            report.Warnings,
            trust.Policy.Version,
            new SortedDictionary<string, long>(trust.Directory.Sections.ToDictionary(static s => s.Key, static s => s.Value.Version), StringComparer.Ordinal),
            [.. report.Files.SelectMany(static f => f.Report.Signatures.Select(s => Of(f, s)))]);
    }

    private static DocumentSignatureView Of(JudgedPdf file, PdfSignatureReport signature) => new(
        file.Index,
        file.Name,
        signature.Field,
        signature.SubFilter,
        signature.Kind switch
        {
            PdfSignerKind.Person => "person",
            PdfSignerKind.Agency => "agency",
            PdfSignerKind.TimestampAuthority => "timestamp",
            _ => "unknown",
        },
        signature.Agency,
        signature.Verdict,
        signature.Signer,
        signature.SignerName,
        signature.ClaimedSigningTime,
        signature.Proof?.Time,
        signature.Revision,
        signature.CoversWholeFile,
        signature.LaterAdditions,
        [
            .. signature.Checks.Select(static c => new CheckView(
                c.Name,
                c.Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "not-made" },
                c.Detail)),
        ]);
}
