using System.Buffers;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>
/// Compares a document as it was signed with the document as it is now, and sorts what later saves did into what is permitted and what is not. What is not
/// known to be harmless is not permitted: hide, replace, and hide-and-replace ("shadow") attacks all change or free an object that was signed, or fill a
/// hole that was left for it.
/// </summary>
internal static class LaterChanges
{
    private static readonly SearchValues<byte> White = SearchValues.Create("\0\t\r\n\f "u8);

    /// <summary>Compares.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="end">Where the signed revision ends.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ChangeReport Find(PdfFile file, long end, CancellationToken cancellationToken)
    {
        var report = new ChangeReport.Builder();
        if (file.End <= end && Blank(file.Source, end))
        {
            return report.Build();
        }

        var signed = PdfFile.Open(file.Source.Prefix(end), file.Limits);
        var later = file.Sections.TakeWhile(s => s.Offset != signed.StartXref).ToList();
        var kept = file.Sections.Skip(later.Count).Select(static s => s.Offset);
        if (later.Count == file.Sections.Count || !kept.SequenceEqual(signed.Sections.Select(static s => s.Offset)) || later.Exists(s => s.Offset < end))
        {
            report.Forbid("Bản hiện tại không nối tiếp bản đã ký: bảng tham chiếu đi đường khác.");
            return report.Build();
        }

        AppendedBytes.Check(file, end, report);
        InOrder(signed, file, later, report);
        Trailers(signed, file, report);
        var changed = later.SelectMany(static s => s.Entries.Keys).Distinct()
            .Where(n => file.Entries[n] != signed.Entries.GetValueOrDefault(n)).ToList();
        var scan = ObjectScan.Run(signed, cancellationToken);
        foreach (var hole in changed.Where(scan.Dangling.Contains))
        {
            report.Forbid($"Đối tượng {hole} được bản đã ký trỏ tới khi chưa có nội dung, nay bị điền vào (tấn công thay nội dung).");
        }

        var added = changed.Where(n => !signed.Entries.ContainsKey(n)).ToList();
        if (scan.Unreadable.Count > 0 && added.Count > 0)
        {
            report.Forbid($"Bản đã ký có đối tượng {scan.Unreadable[0]} không đọc được: không biết nó trỏ tới nội dung nào được thêm sau khi ký.");
        }

        var roles = new SignedRoles(signed);
        SoleUses.Check(signed, roles, changed.ToHashSet(), report, cancellationToken);
        var comparison = new RevisionComparison(signed, file, roles, ChangeRules.Of(signed), report);
        foreach (var number in changed.Where(n => signed.Entries.TryGetValue(n, out var e) && e.Kind != XrefKind.Free))
        {
            cancellationToken.ThrowIfCancellationRequested();
            comparison.Changed(number);
        }

        return report.Build();
    }

    /// <summary>
    /// A definition that the last save does not use, but that stands last in the file, is what a viewer shows that searches the file for objects.
    /// </summary>
    private static void InOrder(PdfFile signed, PdfFile file, List<XrefSection> later, ChangeReport.Builder report)
    {
        if (later.Zip(later.Skip(1)).Any(static p => p.First.Offset <= p.Second.Offset))
        {
            report.Forbid("Các lần lưu sau khi ký không nối tiếp nhau trong tệp.");
        }

        foreach (var (number, entry) in later.SelectMany(static s => s.Entries))
        {
            var now = file.Entries[number];
            if (entry != now && (now == signed.Entries.GetValueOrDefault(number) || (entry.Kind == XrefKind.InFile && now.Kind == XrefKind.InFile && entry.Place > now.Place)))
            {
                report.Forbid($"Đối tượng {number} được định nghĩa sau khi ký ở một chỗ mà lần lưu cuối không dùng.");
            }
        }
    }

    private static void Trailers(PdfFile signed, PdfFile file, ChangeReport.Builder report)
    {
        if (!PdfValue.Same(signed.Trailer["Root"], file.Trailer["Root"]))
        {
            report.Forbid("Danh mục gốc (/Root) bị đổi sang đối tượng khác sau khi ký.");
        }

        if (signed.Trailer["ID"] is PdfArray { Items: [var first, ..] } && !(file.Trailer["ID"] is PdfArray { Items: [var now, ..] } && PdfValue.Same(first, now)))
        {
            report.Warn("Mã nhận dạng tệp (/ID) bị đổi sau khi ký.");
        }
    }

    private static bool Blank(PdfSource source, long from)
    {
        var buffer = new byte[4096];
        for (var at = from; at < source.Length;)
        {
            var read = source.Read(at, buffer);
            if (read == 0 || buffer.AsSpan(0, read).ContainsAnyExcept(White))
            {
                return read == 0;
            }

            at += read;
        }

        return true;
    }
}
