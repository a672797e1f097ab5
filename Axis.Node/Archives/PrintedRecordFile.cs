using System.Globalization;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Tracking;
using Axis.Node.Registers;

namespace Axis.Node.Archives;

/// <summary>The list of documents of a file as it is printed (mục lục văn bản, tài liệu): a cover, then a row for each document and for each of its further files.</summary>
internal static class PrintedRecordFile
{
    private static readonly RegisterColumn[] Columns =
    [
        new("STT", 4), new("Số, ký hiệu văn bản", 10), new("Ngày tháng văn bản", 8), new("Tác giả; nơi nhận", 15), new("Tên loại và trích yếu nội dung văn bản", 22),
        new("Vào sổ", 8), new("Chữ ký gói tin; tình trạng", 12), new("Tệp trong bản xuất; SHA-256", 21),
    ];

    public static PrintedTable Of(RecordFileDraft draft, IReadOnlyList<IReadOnlyList<ExportedPart>> parts)
    {
        var file = draft.File;
        var title = string.Create(CultureInfo.InvariantCulture, $"Hồ sơ {file.Notation} năm {file.Catalog}");
        return new PrintedTable(
            title,
            draft.Agency,
            $"{draft.Agency} – {title}",
            [
                new CoverLine((draft.Superior ?? "").ToUpperInvariant(), 13, Bold: false, 0),
                new CoverLine(draft.Agency.ToUpperInvariant(), 14, Bold: true, 90),
                new CoverLine("HỒ SƠ", 24, Bold: true, 12),
                new CoverLine(file.Title, 16, Bold: true, 30),
                new CoverLine(string.Create(CultureInfo.InvariantCulture, $"Mã hồ sơ: {file.Agency} – {file.Catalog} – {file.Notation}"), 13, Bold: false, 2),
                new CoverLine("Thời hạn bảo quản: " + Retention(file.Retention), 13, Bold: false, 2),
                new CoverLine("Kết thúc công việc: " + Day(file.Ended), 13, Bold: false, 2),
                new CoverLine($"Nộp lưu trữ hiện hành: {Day(file.HandedOver)}; lưu trữ lịch sử: {Day(file.Historical)}", 13, Bold: false, 2),
                new CoverLine(string.Create(CultureInfo.InvariantCulture, $"Số văn bản, tài liệu: {draft.Documents.Count}"), 13, Bold: false, 2),
                new CoverLine($"Xuất lúc {VietnamTime.ToTheSecond(draft.MadeAt)} tại nút {draft.Node}", 11, Bold: false, 2),
            ],
            Columns,
            [.. draft.Documents.SelectMany((d, i) => Rows(d, parts[i]))]);
    }

    // A row for each file, so that no document is taller than a page.
    private static IEnumerable<IReadOnlyList<string>> Rows(DraftDocument document, IReadOnlyList<ExportedPart> parts)
    {
        var (line, f) = (document.Line, document.Fields);
        var first = parts.Count > 0 ? Part(parts[0]) : document.Withheld ?? (line.Paper ? "Bản giấy" : "");
        yield return
        [
            (f.DocOrdinal ?? document.Position).ToString(CultureInfo.InvariantCulture), f.Code, Day(f.IssuedDate), string.Join("; nơi nhận: ", new[] { f.OrganName, line.Incoming ? null : f.Recipients }.Where(static t => !string.IsNullOrEmpty(t))),
            string.Join(": ", new[] { f.TypeName, f.Subject }.Where(static t => !string.IsNullOrEmpty(t))),
            $"{(line.Incoming ? "Đến" : "Đi")} {line.Key}, {VietnamTime.Day(VietnamTime.DateOf(line.EnteredAt))}",
            Standing(document), first,
        ];
        foreach (var part in parts.Skip(1))
        {
            yield return ["", "", "", "", "", "", "", Part(part)];
        }
    }

    private static string Standing(DraftDocument document)
    {
        string?[] said =
        [
            document.Badge ?? document.Judged?.Verdict,
            document.Line.Progress,
            .. document.Recipients.GroupBy(static r => r.State).Select(static g => string.Create(CultureInfo.InvariantCulture, $"{Name(g.Key)}: {g.Count()}")),
        ];
        return string.Join("; ", said.Where(static s => !string.IsNullOrEmpty(s)));
    }

    private static string Name(string state) => StateText.Name(StateText.Parse(state));

    private static string Part(ExportedPart part) => part.Path is { } path ? $"{path} {part.Sha256}" : $"{part.Name}: {part.Missing}";

    private static string Day(DateOnly? day) => day is { } d ? VietnamTime.Day(d) : "………";

    private static string Retention(string code) => Core.Archives.RetentionPeriod.TryParse(code, out var period)
        ? period.Years is { } years ? string.Create(CultureInfo.InvariantCulture, $"{years} năm") : "vĩnh viễn"
        : code;
}
