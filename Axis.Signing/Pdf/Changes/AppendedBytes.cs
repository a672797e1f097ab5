using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>
/// Looks at every byte behind a signed revision: each must belong to an object that a cross-reference names, to such a section, or be white space. An object
/// that no section names is what a lenient viewer finds when it rebuilds the table (incremental saving attack).
/// </summary>
internal static class AppendedBytes
{
    /// <summary>Checks the bytes from the end of the signed revision to the end of the file.</summary>
    public static void Check(PdfFile file, long from, ChangeReport.Builder report)
    {
        var named = new HashSet<(long Offset, long Number)>();
        var sections = file.Sections.ToDictionary(static s => s.Offset);
        foreach (var section in file.Sections)
        {
            foreach (var (number, entry) in section.Entries)
            {
                if (entry.Kind == XrefKind.InFile && entry.Place >= from)
                {
                    named.Add((entry.Place, number));
                }
            }
        }

        var lexer = new PdfLexer(file.Source, from, file.Source.Length, file.Limits);
        while (true)
        {
            lexer.SkipSpace();
            var at = lexer.Position;
            if (at >= file.Source.Length)
            {
                return;
            }

            if (sections.TryGetValue(at, out var section))
            {
                lexer.Position = section.End;
            }
            else if (lexer.TryWord("startxref"))
            {
                lexer.Number();
            }
            else if (Object(file, at, lexer, out var number, out var generation))
            {
                if (!named.Contains((at, number)))
                {
                    report.Forbid($"Đối tượng {number} được thêm sau khi ký mà không bảng tham chiếu nào nêu (tấn công lưu thêm).");
                }

                file.ReadAt(at, number, generation, out var end);
                lexer.Position = end;
            }
            else
            {
                report.Forbid($"Sau phần được ký có dữ liệu lạ tại byte {at}.");
                return;
            }
        }
    }

    private static bool Object(PdfFile file, long at, PdfLexer lexer, out long number, out long generation)
    {
        (number, generation) = (0, 0);
        lexer.Position = at;
        if (!long.TryParse(lexer.Word(), out number) || !long.TryParse(lexer.Word(), out generation) || !lexer.TryWord("obj"))
        {
            return false;
        }

        return number >= 0 && generation >= 0 && at < file.Source.Length;
    }
}
