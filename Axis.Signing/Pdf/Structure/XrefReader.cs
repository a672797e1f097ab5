using System.Text;

namespace Axis.Signing.Pdf.Structure;

/// <summary>Reads the chain of cross-reference sections from the last <c>startxref</c> back to the first save.</summary>
internal sealed class XrefReader(PdfSource source, PdfLimits limits)
{
    private const int TailBytes = 2048;

    private readonly List<XrefSection> _sections = [];
    private readonly HashSet<long> _seen = [];
    private int _entries;

    /// <summary>The sections, newest first.</summary>
    public IReadOnlyList<XrefSection> Sections => _sections;

    /// <summary>What the last <c>startxref</c> says.</summary>
    public long StartXref { get; private set; }

    /// <summary>Behind the last <c>%%EOF</c> and its end of line.</summary>
    public long End { get; private set; }

    /// <summary>Reads all of it.</summary>
    public void Read()
    {
        FindStart();
        for (long? next = StartXref; next is { } offset;)
        {
            next = ReadAt(offset);
        }
    }

    private void FindStart()
    {
        var size = (int)Math.Min(TailBytes, source.Length);
        var from = source.Length - size;
        var tail = source.Take(from, size);
        var at = tail.AsSpan().LastIndexOf("startxref"u8);
        if (at < 0)
        {
            throw PdfFormatException.Bad(source.Length, "không có 'startxref' ở cuối tệp");
        }

        var lexer = new PdfLexer(source, from + at, source.Length, limits);
        lexer.Expect("startxref");
        StartXref = lexer.Number();
        var eof = tail.AsSpan(at).IndexOf("%%EOF"u8);
        var gap = eof < 0 ? "x" : Encoding.Latin1.GetString(tail.AsSpan((int)(lexer.Position - from), at + eof - (int)(lexer.Position - from)));
        if (!string.IsNullOrWhiteSpace(gap))
        {
            throw PdfFormatException.Bad(lexer.Position, "sau 'startxref' không có '%%EOF'");
        }

        var end = at + eof + 5;
        if (end < tail.Length && tail[end] == 13)
        {
            end++;
        }

        if (end < tail.Length && tail[end] == 10)
        {
            end++;
        }

        End = from + end;
    }

    private long? ReadAt(long offset)
    {
        if (offset < 0 || offset >= source.Length)
        {
            throw PdfFormatException.Bad(offset, "bảng tham chiếu nằm ngoài tệp");
        }

        if (!_seen.Add(offset))
        {
            throw PdfFormatException.Bad(offset, "chuỗi bảng tham chiếu đi vòng");
        }

        var lexer = new PdfLexer(source, offset, source.Length, limits);
        var section = lexer.TryWord("xref") ? Table(lexer, offset) : Stream(lexer, offset);
        Add(section);
        if (!section.IsStream && section.Trailer["XRefStm"] is PdfInteger { Value: var hybrid })
        {
            // Hybrid file (§7.5.8.4): the stream fills in what the table leaves out, before the older sections do.
            if (!_seen.Add(hybrid) || hybrid < 0 || hybrid >= source.Length)
            {
                throw PdfFormatException.Bad(hybrid, "bảng tham chiếu lai chỉ sai chỗ");
            }

            Add(Stream(new PdfLexer(source, hybrid, source.Length, limits), hybrid));
        }

        return section.Trailer["Prev"] switch
        {
            null => null,
            PdfInteger { Value: var previous } => previous,
            _ => throw PdfFormatException.Bad(offset, "/Prev không phải số nguyên"),
        };
    }

    private void Add(XrefSection section)
    {
        if (section.Trailer.Repeats)
        {
            throw PdfFormatException.Bad(section.Offset, "trailer lặp lại một khóa");
        }

        if (section.Trailer["Encrypt"] is not (null or PdfNull))
        {
            throw new PdfFormatException(PdfFormatException.Encrypted, "Tệp PDF được mã hóa, không kiểm tra được chữ ký.");
        }

        _sections.Add(section);
        if (_sections.Count > limits.Sections)
        {
            throw PdfFormatException.Over($"nhiều hơn {limits.Sections} lần lưu");
        }
    }

    private void Count(long entries)
    {
        if (entries < 0 || entries > limits.Objects || (_entries += (int)entries) > limits.Objects)
        {
            throw PdfFormatException.Over($"nhiều hơn {limits.Objects} đối tượng");
        }
    }

    private XrefSection Table(PdfLexer lexer, long offset)
    {
        var entries = new Dictionary<int, XrefEntry>();
        while (!lexer.TryWord("trailer"))
        {
            var (first, count) = (lexer.Number(), lexer.Number());
            Count(count);
            for (long i = 0; i < count; i++)
            {
                var (place, generation) = (lexer.Number(), lexer.Number());
                var kind = lexer.Word() switch
                {
                    "n" => XrefKind.InFile,
                    "f" => XrefKind.Free,
                    _ => throw PdfFormatException.Bad(lexer.Position, "dòng của bảng tham chiếu sai"),
                };
                Put(entries, first + i, new XrefEntry(kind, place, checked((int)Math.Min(generation, int.MaxValue))), lexer.Position);
            }
        }

        return lexer.Value() is PdfDictionary trailer
            ? new XrefSection(offset, lexer.Position, false, trailer, entries)
            : throw PdfFormatException.Bad(offset, "trailer không phải từ điển");
    }

    private XrefSection Stream(PdfLexer lexer, long offset)
    {
        _ = lexer.Number();
        _ = lexer.Number();
        lexer.Expect("obj");
        if (lexer.Value() is not PdfDictionary dictionary || !dictionary.IsNamed("Type", "XRef") || dictionary["Length"] is not PdfInteger { Value: var length })
        {
            throw PdfFormatException.Bad(offset, "ở đây không có bảng tham chiếu");
        }

        lexer.Expect("stream");
        var stream = new PdfStream(dictionary, lexer.StreamData());
        var data = PdfInflater.Open(source, stream, length, limits);
        var after = new PdfLexer(source, stream.Data + length, source.Length, limits);
        after.Expect("endstream");
        after.Expect("endobj");
        var widths = dictionary["W"] is PdfArray { Items: [PdfInteger a, PdfInteger b, PdfInteger c] } ? new[] { a.Value, b.Value, c.Value } : null;
        if (widths is null || widths.Any(static w => w is < 0 or > 8) || dictionary["Size"] is not PdfInteger { Value: var size })
        {
            throw PdfFormatException.Bad(offset, "bảng tham chiếu dạng dòng thiếu /W hoặc /Size");
        }

        var entries = new Dictionary<int, XrefEntry>();
        var index = dictionary["Index"] is PdfArray ranges ? ranges.Items.Select(static i => (i as PdfInteger)?.Value ?? -1).ToArray() : [0, size];
        var (at, row) = (0, (int)widths.Sum());
        for (var r = 0; r + 1 < index.Length; r += 2)
        {
            Count(index[r + 1]);
            for (long i = 0; i < index[r + 1]; i++, at += row)
            {
                if (row == 0 || at + row > data.Length)
                {
                    throw PdfFormatException.Bad(offset, "bảng tham chiếu dạng dòng ngắn hơn số dòng nó khai");
                }

                var kind = widths[0] == 0 ? 1 : Field(data, at, widths[0]);
                var place = Field(data, at + (int)widths[0], widths[1]);
                var extra = Field(data, at + (int)(widths[0] + widths[1]), widths[2]);
                if (kind is 0 or 1 or 2)
                {
                    Put(entries, index[r] + i, new XrefEntry((XrefKind)kind, place, (int)Math.Min(extra, int.MaxValue)), offset);
                }
            }
        }

        return new XrefSection(offset, after.Position, true, dictionary, entries);
    }

    private static void Put(Dictionary<int, XrefEntry> entries, long number, XrefEntry entry, long position)
    {
        if (number is < 0 or > 8_388_607 || !entries.TryAdd((int)number, entry))
        {
            throw PdfFormatException.Bad(position, $"bảng tham chiếu nêu đối tượng {number} hai lần hoặc số không hợp lệ");
        }
    }

    private static long Field(byte[] data, int at, long width)
    {
        ulong value = 0;
        for (var i = 0; i < width; i++)
        {
            value = (value << 8) | data[at + i];
        }

        return value > long.MaxValue ? throw new PdfFormatException(PdfFormatException.Malformed, "Bảng tham chiếu có số quá lớn.") : (long)value;
    }
}
