using System.Buffers;
using System.Text;

namespace Axis.Core.Agencies.Catalogue;

/// <summary>
/// Tables as spreadsheets write them: UTF-8 with or without a mark, "Unicode text" of Excel (UTF-16, tabs), commas, semicolons or tabs, fields in quotation marks
/// that hold separators and line ends, a first line <c>sep=;</c> (RFC 4180 and what Excel makes of it).
/// </summary>
public static class CsvTable
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 128 * 1024 * 1024;

    /// <summary>Most rows.</summary>
    public const int MaxRows = 500_000;

    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t\"\r\n");
    private const int MaxFields = 64;
    private const int MaxFieldLength = 4096;

    /// <summary>Reads all rows; empty lines are left out.</summary>
    /// <exception cref="CsvFormatException">The bytes are no table.</exception>
    public static IReadOnlyList<CsvRow> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new CsvFormatException(1, $"Tệp lớn hơn {MaxBytes / 1024 / 1024} MiB; chia nhỏ tệp.");
        }

        var text = Decode(bytes);
        var line = 1;
        var at = 0;
        var separator = Separator(text, ref at, ref line);
        var rows = new List<CsvRow>();
        while (at < text.Length)
        {
            var row = Row(text, separator, ref at, ref line);
            if (row.Fields.Any(static f => f.Length > 0))
            {
                rows.Add(rows.Count < MaxRows ? row : throw new CsvFormatException(row.Line, $"Tệp có hơn {MaxRows} dòng; chia nhỏ tệp."));
            }
        }

        return rows;
    }

    /// <summary>Writes rows as UTF-8 with the mark that Excel needs to read Vietnamese, commas and CRLF.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder("\ufeff");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(Special) || (field.Length > 0 && (char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])))
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, .. var rest] => new UTF8Encoding(false, true).GetString(rest),
                [0xFF, 0xFE, .. var rest] => new UnicodeEncoding(false, false, true).GetString(rest),
                [0xFE, 0xFF, .. var rest] => new UnicodeEncoding(true, false, true).GetString(rest),
                [_, 0, ..] => new UnicodeEncoding(false, false, true).GetString(bytes),
                [0, _, ..] => new UnicodeEncoding(true, false, true).GetString(bytes),
                _ => new UTF8Encoding(false, true).GetString(bytes),
            };
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes[..Math.Min(Math.Max(e.Index, 0), bytes.Length)].Count((byte)'\n');
            throw new CsvFormatException(line, "Tệp không phải UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258); trong Excel chọn Lưu dưới dạng “CSV UTF-8” rồi làm lại.");
        }
    }

    // The separator of the heading is that of the file: whichever of the three stands there most often outside quotation marks.
    private static char Separator(string text, ref int at, ref int line)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        if (first.Length == 5 && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            at = end < 0 ? text.Length : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            line++;
            return first[4];
        }

        var inside = false;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        foreach (var c in first)
        {
            inside ^= c == '"';
            if (!inside && counts.TryGetValue(c, out var count))
            {
                counts[c] = count + 1;
            }
        }

        return counts.MaxBy(static p => p.Value).Key;
    }

    private static CsvRow Row(string text, char separator, ref int at, ref int line)
    {
        var start = line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(Field(text, separator, ref at, ref line).Trim());
            if (fields.Count > MaxFields)
            {
                throw new CsvFormatException(start, $"Dòng có hơn {MaxFields} cột; kiểm tra dấu phân cách.");
            }

            if (at < text.Length && text[at] == separator)
            {
                at++;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\n')
            {
                at++;
            }

            line++;
            return new CsvRow(start, fields);
        }
    }

    private static string Field(string text, char separator, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var from = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            {
                at++;
            }

            return Limited(text[from..at], line);
        }

        var start = line;
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (at >= text.Length)
            {
                throw new CsvFormatException(start, "Ô mở bằng dấu ngoặc kép mà không đóng; kiểm tra dấu \" ở dòng này.");
            }

            if (text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"')
                {
                    break;
                }
            }

            line += text[at] == '\n' ? 1 : 0;
            field.Append(text[at]);
            if (field.Length > MaxFieldLength)
            {
                throw new CsvFormatException(start, $"Ô dài hơn {MaxFieldLength} ký tự; kiểm tra dấu ngoặc kép ở dòng này.");
            }
        }

        return at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')
            ? throw new CsvFormatException(line, "Có chữ sau dấu ngoặc kép đóng của một ô; dấu ngoặc kép trong ô phải viết hai lần (\"\").")
            : field.ToString();
    }

    private static string Limited(string field, int line) => field.Length <= MaxFieldLength
        ? field
        : throw new CsvFormatException(line, $"Ô dài hơn {MaxFieldLength} ký tự.");
}
