using Axis.Signing.Pdf.Changes;
using Axis.Signing.Pdf.Structure;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>
/// Verifies every signature of a PDF (ISO 32000-1 §12.8, ETSI EN 319 142-1): which revision each covers, whether it is right, what was changed after it, and
/// whether its signer deserves trust. Reads with its own strict reader; memory does not grow with the file. Thread-safe.
/// </summary>
public sealed class PdfVerifier(CertificateChains chains)
{
    private readonly TimestampVerifier _timestamps = new(chains);
    private readonly SignerTrust _trust = new(chains);

    /// <summary>Verifies. A file that cannot be read is reported, never thrown.</summary>
    public PdfReport Verify(PdfSource source, PdfTrust trust, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(trust);
        try
        {
            return Read(source, trust, cancellationToken);
        }
        catch (PdfFormatException e)
        {
            return new PdfReport { Signatures = [], Problem = e.Message, ProblemCode = e.Code, VerifiedAt = trust.Now };
        }
    }

    private PdfReport Read(PdfSource source, PdfTrust trust, CancellationToken cancellationToken)
    {
        var file = PdfFile.Open(source, trust.Limits);
        var warnings = new List<string>();
        var scan = ObjectScan.Run(file, cancellationToken);
        if (scan.Unreadable.Count > 0)
        {
            warnings.Add($"Có {scan.Unreadable.Count} đối tượng sai cấu trúc trong tệp (ví dụ đối tượng {scan.Unreadable[0]}).");
        }

        var found = FormFields.Signatures(file).ToList();
        var inForm = found.Where(static s => s.Dictionary is not null).Select(static s => s.Identity).ToHashSet();
        found.AddRange(scan.Signatures.Where(s => !inForm.Contains(s.Identity)));
        if (found.Count > trust.Limits.Signatures)
        {
            throw PdfFormatException.Over($"nhiều hơn {trust.Limits.Signatures} chữ ký");
        }

        var shared = found.Where(static s => s.Dictionary is not null).GroupBy(static s => s.Identity).Where(static g => g.Count() > 1).Select(static g => g.Key).ToHashSet();
        var judged = new List<JudgedSignature>();
        foreach (var signature in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var one = new SignatureJudge(file, trust, _timestamps, cancellationToken).Judge(signature, shared.Contains(signature.Identity));
            if (scan.Outside.Count > 0)
            {
                one.Run.Doubt(PdfChecks.ByteRange, SubIndication.SigConstraintsFailure, $"Đối tượng {scan.Outside[0]} lấy nội dung từ tệp khác, không ai ký phần đó.");
            }

            judged.Add(one);
        }

        foreach (var one in judged.Where(static j => j.Range is not null))
        {
            LaterChangesOf(one, file, cancellationToken);
        }

        var ends = judged.Where(static j => j.Range is not null).Select(static j => j.Range!.End).Distinct().Order().ToList();
        return new PdfReport
        {
            Signatures =
            [
                .. judged.OrderBy(static j => j.Range?.End ?? long.MaxValue).Select(j => Finish(j, judged, file, ends, trust)),
            ],
            Warnings = warnings,
            VerifiedAt = trust.Now,
        };
    }

    private static void LaterChangesOf(JudgedSignature one, PdfFile file, CancellationToken cancellationToken)
    {
        ChangeReport changes;
        try
        {
            changes = LaterChanges.Find(file, one.Range!.End, cancellationToken);
        }
        catch (PdfFormatException e) when (!e.IsUnsupported)
        {
            one.Run.Fail(PdfChecks.LaterChanges, SubIndication.FormatFailure, $"Không đọc được bản đã ký: {e.Message}");
            return;
        }

        one.Changes = changes;
        _ = changes.Forbidden.Count > 0
            ? one.Run.Fail(PdfChecks.LaterChanges, SubIndication.SigConstraintsFailure, "Nội dung thay đổi sau khi ký: " + string.Join(' ', changes.Forbidden))
            : one.Run.Pass(PdfChecks.LaterChanges, changes.Permitted.Count == 0 ? "Không có thay đổi nào sau khi ký." : "Sau khi ký chỉ có bổ sung được phép: " + string.Join(' ', changes.Permitted));
    }

    private PdfSignatureReport Finish(JudgedSignature one, List<JudgedSignature> all, PdfFile file, List<long> ends, PdfTrust trust)
    {
        // A document timestamp proves that everything before it existed.
        var proof = one.Proof;
        foreach (var later in all.Where(t => t.IsDocumentTimestamp && t.Proof is not null && t.Run.Indication == Indication.TotalPassed && t.Range?.End > one.Range?.End))
        {
            proof = proof is null || later.Proof!.Time < proof.Time ? later.Proof : proof;
        }

        if (one.Certificate is { } certificate && !one.IsDocumentTimestamp && one.Run.Indication != Indication.TotalFailed)
        {
            _trust.Judge(one.Run, certificate, one.Extra, one.Claimed, proof, trust);
        }

        var (kind, assumed, agency) = one.IsDocumentTimestamp ? (PdfSignerKind.TimestampAuthority, false, null)
            : one.Certificate is null ? (PdfSignerKind.Unknown, false, null)
            : trust.Kinds.Decide(one.Certificate, trust.Directory, proof?.Time ?? trust.ReceivedAt);
        var report = new PdfSignatureReport
        {
            Field = one.Found.InForm ? one.Found.Field : $"#{one.Found.Number}",
            SubFilter = one.SubFilter,
            Kind = kind,
            KindIsAssumed = assumed,
            Agency = agency?.Code.Value,
            Indication = one.Run.Indication,
            SubIndication = one.Run.SubIndication,
            Checks = one.Run.Checks(one.IsDocumentTimestamp ? PdfChecks.OfTimestamp : PdfChecks.All),
            Signer = one.Certificate?.Subject,
            SignerName = one.Certificate is null ? null : SignerKindRules.NameOf(one.Certificate),
            ClaimedSigningTime = one.Claimed,
            Proof = proof,
            CoveredEnd = one.Range?.End ?? 0,
            Revision = one.Range is null ? 0 : ends.IndexOf(one.Range.End) + 1,
            CoversWholeFile = one.Range is not null && one.Range.End >= file.End,
            LaterAdditions = one.Changes?.Permitted ?? [],
            ShowsMore = one.Changes?.ShowsMore ?? false,
            Warnings = one.Changes?.Warnings ?? [],
            Digest = one.Digest,
        };
        one.Certificate?.Dispose();
        return report;
    }
}
