using System.Buffers.Binary;
using System.Security.Cryptography;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>A TrueType font, embedded as a subset with the glyphs that are used (ISO 32000-1 §9.7.4, CIDFontType2 with Identity-H).</summary>
internal sealed class TrueTypeFont : IStampFont
{
    private const int MaxBytes = 32 << 20;
    private static readonly string[] Needed = ["head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap"];

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables;
    private readonly SortedDictionary<int, char> _used = [];
    private readonly int _unitsPerEm;
    private readonly int _metrics;

    private TrueTypeFont(Dictionary<string, ReadOnlyMemory<byte>> tables)
    {
        _tables = tables;
        _unitsPerEm = Unsigned("head", 18);
        _metrics = Unsigned("hhea", 34);
        // OS/2 fsType bit 1: the maker forbids embedding.
        if (_unitsPerEm is < 16 or > 16384 || _metrics == 0 || (tables.ContainsKey("OS/2") && (Unsigned("OS/2", 8) & 0xF) == 2))
        {
            throw Bad("hỏng, hoặc không được phép nhúng");
        }
    }

    /// <summary>Reads a font file.</summary>
    /// <exception cref="PdfSigningException">It is none that can be used.</exception>
    public static TrueTypeFont Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var bytes = file.Span;
            if (file.Length > MaxBytes || BinaryPrimitives.ReadUInt32BigEndian(bytes) is not (0x00010000 or 0x74727565))
            {
                throw Bad("không phải TrueType (.ttf)");
            }

            var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
            for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]); i++)
            {
                var entry = bytes.Slice(12 + (i * 16), 16);
                tables[System.Text.Encoding.ASCII.GetString(entry[..4])] = file.Slice(BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            }

            if (Needed.FirstOrDefault(t => !tables.ContainsKey(t)) is { } missing)
            {
                throw Bad($"thiếu bảng {missing}");
            }

            return new TrueTypeFont(tables);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Bad("bị cắt cụt");
        }
    }

    /// <summary>Whether the font has a glyph for the character.</summary>
    public bool Has(char c) => TrueTypeSubset.Glyph(_tables["cmap"].Span, c) > 0;

    public double Width(string text) => text.Sum(c => (double)Advance(Glyph(c)) / _unitsPerEm);

    public byte[] Encode(string text)
    {
        var codes = new byte[text.Length * 2];
        for (var i = 0; i < text.Length; i++)
        {
            var glyph = Glyph(text[i]);
            _used[glyph] = text[i];
            BinaryPrimitives.WriteUInt16BigEndian(codes.AsSpan(i * 2), (ushort)glyph);
        }

        return codes;
    }

    public PdfReference Add(IncrementalUpdate update)
    {
        byte[] subset;
        try
        {
            subset = TrueTypeSubset.Make(_tables, _used.Keys);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Bad("bị cắt cụt");
        }

        // Subsets are told apart by six capitals before the name (§9.6.4).
        var tag = string.Concat(SHA256.HashData(subset).Take(6).Select(static b => (char)('A' + (b % 26))));
        var name = new PdfName(tag + "+AxisStamp");
        var program = update.AddStream(PdfSerializer.With(null, ("Length1", new PdfInteger(subset.Length))), subset);
        var box = new PdfArray([.. Enumerable.Range(0, 4).Select(i => new PdfInteger(PerThousand(Signed("head", 36 + (i * 2)))))]);
        var descriptor = update.Add(PdfSerializer.With(
            null,
            ("Type", new PdfName("FontDescriptor")),
            ("FontName", name),
            ("Flags", new PdfInteger(4)),
            ("FontBBox", box),
            ("ItalicAngle", new PdfInteger(0)),
            ("Ascent", new PdfInteger(PerThousand(Signed("hhea", 4)))),
            ("Descent", new PdfInteger(PerThousand(Signed("hhea", 6)))),
            ("CapHeight", new PdfInteger(700)),
            ("StemV", new PdfInteger(80)),
            ("FontFile2", program)));
        var widths = new PdfArray([.. _used.Keys.SelectMany(g => new PdfValue[] { new PdfInteger(g), new PdfArray([new PdfInteger(PerThousand(Advance(g)))]) })]);
        var descendant = update.Add(PdfSerializer.With(
            null,
            ("Type", new PdfName("Font")),
            ("Subtype", new PdfName("CIDFontType2")),
            ("BaseFont", name),
            ("CIDSystemInfo", PdfSerializer.With(null, ("Registry", PdfSerializer.Ascii("Adobe")), ("Ordering", PdfSerializer.Ascii("Identity")), ("Supplement", new PdfInteger(0)))),
            ("FontDescriptor", descriptor),
            ("W", widths),
            ("CIDToGIDMap", new PdfName("Identity"))));
        return update.Add(PdfSerializer.With(
            null,
            ("Type", new PdfName("Font")),
            ("Subtype", new PdfName("Type0")),
            ("BaseFont", name),
            ("Encoding", new PdfName("Identity-H")),
            ("DescendantFonts", new PdfArray([descendant])),
            ("ToUnicode", ToUnicode.Add(update, _used, 4))));
    }

    private int Glyph(char c)
    {
        try
        {
            return TrueTypeSubset.Glyph(_tables["cmap"].Span, c) is > 0 and var glyph ? glyph : throw new PdfSigningException(PdfSigningException.Font, $"Phông chữ không có chữ '{c}'.");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Bad("bảng cmap hỏng");
        }
    }

    private int Advance(int glyph) => Unsigned("hmtx", Math.Min(glyph, _metrics - 1) * 4);

    private int PerThousand(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);

    private int Unsigned(string table, int at) => BinaryPrimitives.ReadUInt16BigEndian(_tables[table].Span[at..]);

    private int Signed(string table, int at) => BinaryPrimitives.ReadInt16BigEndian(_tables[table].Span[at..]);

    private static PdfSigningException Bad(string why) => new(PdfSigningException.Font, $"Tệp phông chữ không dùng được: {why}.");
}
