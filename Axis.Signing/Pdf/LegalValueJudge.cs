using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>
/// Judges the value of a document by the signatures in its PDFs (rules SIG-01, SIG-02, SIG-04, SIG-10). The first PDF is the document; the others are separate
/// enclosures. It decides a badge and never the transport.
/// </summary>
public static class LegalValueJudge
{
    /// <summary>Judges.</summary>
    /// <param name="files">The PDFs in the order of the packet.</param>
    /// <param name="sender">Who sent the document; <c>null</c> when a file is judged by itself.</param>
    /// <param name="directory">The directory in force.</param>
    public static LegalValueReport Judge(IReadOnlyList<JudgedPdf> files, OrganId? sender, DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(directory);
        var (reasons, warnings) = (new List<string>(), new List<string>());
        if (files.Count == 0)
        {
            return new LegalValueReport(LegalValue.None, ["Văn bản không có tệp PDF nào để kiểm tra chữ ký số."], [], files);
        }

        foreach (var file in files)
        {
            warnings.AddRange(file.Report.Warnings.Concat(file.Report.Signatures.SelectMany(static s => s.Warnings)).Select(w => $"{file.Name}: {w}"));
        }

        foreach (var file in files.Skip(1).Where(static f => !f.Report.Signatures.Any(static s => s is { Kind: PdfSignerKind.Agency, Indication: Indication.TotalPassed })))
        {
            warnings.Add($"{file.Name}: phụ lục là tệp riêng nhưng không có chữ ký số hợp lệ của cơ quan (NĐ 30/2020, Phụ lục I).");
        }

        var value = Main(files[0].Report, sender, directory, reasons, warnings);
        return new LegalValueReport(value, reasons, warnings, files);
    }

    private static LegalValue Main(PdfReport report, OrganId? sender, DirectorySnapshot directory, List<string> reasons, List<string> warnings)
    {
        if (report.Problem is { } problem)
        {
            reasons.Add(problem);
            return LegalValue.Unknown;
        }

        var signatures = report.Signatures.Where(static s => s.Kind != PdfSignerKind.TimestampAuthority && s.SubFilter != PdfSubFilters.DocumentTimestamp).ToList();
        if (signatures.Count == 0)
        {
            reasons.Add("Tệp PDF không có chữ ký số.");
            return LegalValue.None;
        }

        foreach (var failed in report.Signatures.Where(static s => s.Indication == Indication.TotalFailed))
        {
            reasons.Add($"Chữ ký '{failed.Field}' không hợp lệ ({failed.Verdict}): {Why(failed)}");
        }

        if (reasons.Count > 0)
        {
            return LegalValue.Not;
        }

        foreach (var open in signatures.Where(static s => s.Indication == Indication.Indeterminate))
        {
            reasons.Add($"Chữ ký '{open.Field}' chưa xác định được ({open.Verdict}): {Why(open)}");
        }

        foreach (var unknown in signatures.Where(static s => s.Kind == PdfSignerKind.Unknown && s.Indication == Indication.TotalPassed))
        {
            reasons.Add($"Không biết chữ ký '{unknown.Field}' là của người hay của cơ quan.");
        }

        var persons = signatures.Where(static s => s.Kind == PdfSignerKind.Person).ToList();
        var agencies = signatures.Where(static s => s.Kind == PdfSignerKind.Agency).ToList();
        if (persons.Count == 0 || agencies.Count == 0)
        {
            // What is missing is only certain when nothing else is open.
            var certain = reasons.Count == 0 && !persons.Exists(static p => p.KindIsAssumed);
            reasons.Add(persons.Count == 0 ? "Thiếu chữ ký số của người có thẩm quyền." : "Thiếu chữ ký số của cơ quan.");
            return certain ? LegalValue.Not : LegalValue.Unknown;
        }

        if (reasons.Count > 0)
        {
            return LegalValue.Unknown;
        }

        if (!InOrder(persons, agencies, reasons, warnings))
        {
            return LegalValue.Not;
        }

        var sealing = agencies.MaxBy(static a => a.CoveredEnd)!;
        if (sealing.ShowsMore)
        {
            reasons.Add($"Sau chữ ký của cơ quan ('{sealing.Field}') có nội dung nhìn thấy được thêm vào mà cơ quan không ký: {string.Join(' ', sealing.LaterAdditions)}");
            return LegalValue.Unknown;
        }

        if (!IsSenders(agencies, sender, directory, reasons, warnings))
        {
            return LegalValue.Unknown;
        }

        reasons.Add($"Người có thẩm quyền đã ký: {persons[0].SignerName}; cơ quan đã ký sau đó: {agencies[^1].SignerName}. Cả hai chữ ký hợp lệ.");
        return LegalValue.HasValue;
    }

    // The place in the file cannot be claimed, so it decides; what the signers say of the time is only compared.
    private static bool InOrder(List<PdfSignatureReport> persons, List<PdfSignatureReport> agencies, List<string> reasons, List<string> warnings)
    {
        var (first, last) = (persons.Min(static p => p.CoveredEnd), agencies.Max(static a => a.CoveredEnd));
        if (first >= last)
        {
            reasons.Add("Chữ ký của cơ quan có trước chữ ký của người có thẩm quyền.");
            return false;
        }

        if (persons.Exists(p => p.CoveredEnd > last))
        {
            warnings.Add("Có người ký sau chữ ký của cơ quan.");
        }

        if (persons.Min(static p => p.ClaimedSigningTime) > agencies.Max(static a => a.ClaimedSigningTime))
        {
            warnings.Add("Thời điểm ký tự khai của cơ quan sớm hơn của người có thẩm quyền.");
        }

        return true;
    }

    private static bool IsSenders(List<PdfSignatureReport> agencies, OrganId? sender, DirectorySnapshot directory, List<string> reasons, List<string> warnings)
    {
        if (sender is not { } from)
        {
            return true;
        }

        var home = directory.FindAgency(from)?.Code ?? from;
        if (agencies.Exists(a => a.Agency == home.Value))
        {
            return true;
        }

        if (agencies.Find(static a => a.Agency is not null) is { } other)
        {
            reasons.Add($"Con dấu số là của {other.SignerName} ({other.Agency}), không phải của nơi gửi {from}.");
            return false;
        }

        var named = directory.FindAgency(from);
        if (named is null || !agencies.Exists(a => SignerKindRules.SameName(a.SignerName, named.Name)))
        {
            reasons.Add($"Danh bạ không gắn chứng thư '{agencies[0].SignerName}' với nơi gửi {from}, tên trong chứng thư cũng không phải tên cơ quan ấy: không biết con dấu số của ai.");
            return false;
        }

        warnings.Add($"Danh bạ không gắn chứng thư '{named.Name}' với nơi gửi {from}; chỉ tên cơ quan trùng nhau.");
        return true;
    }

    private static string Why(PdfSignatureReport signature) =>
        signature.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed)?.Detail
        ?? signature.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.NotMade)?.Detail
        ?? "không rõ lý do.";
}
