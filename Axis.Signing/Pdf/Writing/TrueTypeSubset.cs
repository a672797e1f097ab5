using System.Buffers.Binary;

namespace Axis.Signing.Pdf.Writing;

/// <summary>Cuts a TrueType font down to some of its glyphs, which keep their numbers.</summary>
internal static class TrueTypeSubset
{
    private const int MaxGlyphs = 4096;
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <summary>The font file with only the glyphs and what they are composed of.</summary>
    public static byte[] Make(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, IEnumerable<int> glyphs)
    {
        var (loca, glyf) = (tables["loca"], tables["glyf"]);
        var isLong = BinaryPrimitives.ReadUInt16BigEndian(tables["head"].Span[50..]) == 1;
        var count = BinaryPrimitives.ReadUInt16BigEndian(tables["maxp"].Span[4..]);
        var wanted = new SortedSet<int> { 0 };
        var open = new Stack<int>(glyphs);
        while (open.TryPop(out var glyph))
        {
            if (glyph < count && wanted.Add(glyph) && wanted.Count <= MaxGlyphs)
            {
                foreach (var part in Parts(Glyph(glyph).Span))
                {
                    open.Push(part);
                }
            }
        }

        using var kept = new MemoryStream();
        var offsets = new byte[(count + 1) * 4];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(glyph * 4), (int)kept.Length);
            if (wanted.Contains(glyph))
            {
                kept.Write(Glyph(glyph).Span);
                kept.Write(new byte[(4 - (kept.Length % 4)) % 4]);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(count * 4), (int)kept.Length);
        var head = tables["head"].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var result = new Dictionary<string, ReadOnlyMemory<byte>>(tables, StringComparer.Ordinal) { ["glyf"] = kept.ToArray(), ["loca"] = offsets, ["head"] = head };
        return Assemble([.. Kept.Where(result.ContainsKey).Select(t => (t, result[t]))]);

        ReadOnlyMemory<byte> Glyph(int glyph)
        {
            var (from, to) = isLong
                ? (BinaryPrimitives.ReadInt32BigEndian(loca.Span[(glyph * 4)..]), BinaryPrimitives.ReadInt32BigEndian(loca.Span[((glyph + 1) * 4)..]))
                : (BinaryPrimitives.ReadUInt16BigEndian(loca.Span[(glyph * 2)..]) * 2, BinaryPrimitives.ReadUInt16BigEndian(loca.Span[((glyph + 1) * 2)..]) * 2);
            return glyf[from..to];
        }
    }

    /// <summary>The glyph of a character, 0 when there is none: cmap format 4 of the Unicode basic plane (OpenType, cmap).</summary>
    public static int Glyph(ReadOnlySpan<byte> cmap, char c)
    {
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(cmap[2..]); i++)
        {
            var entry = cmap.Slice(4 + (i * 8), 8);
            var (platform, encoding) = (BinaryPrimitives.ReadUInt16BigEndian(entry), BinaryPrimitives.ReadUInt16BigEndian(entry[2..]));
            var table = cmap[BinaryPrimitives.ReadInt32BigEndian(entry[4..])..];
            if ((platform == 0 || (platform == 3 && encoding == 1)) && BinaryPrimitives.ReadUInt16BigEndian(table) == 4)
            {
                return Segment(table, c);
            }
        }

        return 0;
    }

    private static int Segment(ReadOnlySpan<byte> table, char c)
    {
        var segments = BinaryPrimitives.ReadUInt16BigEndian(table[6..]) / 2;
        var (ends, starts) = (14, 16 + (segments * 2));
        var (deltas, ranges) = (starts + (segments * 2), starts + (segments * 4));
        for (var s = 0; s < segments; s++)
        {
            if (c > BinaryPrimitives.ReadUInt16BigEndian(table[(ends + (s * 2))..]))
            {
                continue;
            }

            var start = BinaryPrimitives.ReadUInt16BigEndian(table[(starts + (s * 2))..]);
            if (c < start)
            {
                return 0;
            }

            var delta = BinaryPrimitives.ReadUInt16BigEndian(table[(deltas + (s * 2))..]);
            var range = BinaryPrimitives.ReadUInt16BigEndian(table[(ranges + (s * 2))..]);
            if (range == 0)
            {
                return (c + delta) & 0xFFFF;
            }

            var glyph = BinaryPrimitives.ReadUInt16BigEndian(table[(ranges + (s * 2) + range + ((c - start) * 2))..]);
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }

    // OpenType glyf, composite glyph description.
    private static List<int> Parts(ReadOnlySpan<byte> glyph)
    {
        var parts = new List<int>();
        if (glyph.Length < 12 || BinaryPrimitives.ReadInt16BigEndian(glyph) >= 0)
        {
            return parts;
        }

        for (var at = 10; parts.Count < 64;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(glyph[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(glyph[(at + 2)..]));
            at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            if ((flags & 0x20) == 0)
            {
                break;
            }
        }

        return parts;
    }

    private static byte[] Assemble(IReadOnlyList<(string Tag, ReadOnlyMemory<byte> Bytes)> tables)
    {
        using var file = new MemoryStream();
        var header = new byte[12 + (tables.Count * 16)];
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), (ushort)((tables.Count * 16) - (16 << power)));
        file.Write(header);
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, bytes) = tables[i];
            var entry = header.AsSpan(12 + (i * 16), 16);
            System.Text.Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(bytes.Span));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], (int)file.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            file.Write(bytes.Span);
            file.Write(new byte[(4 - (file.Length % 4)) % 4]);
        }

        file.Position = 0;
        file.Write(header);
        return file.ToArray();
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        Span<byte> word = stackalloc byte[4];
        for (var at = 0; at < bytes.Length; at += 4)
        {
            word.Clear();
            bytes[at..Math.Min(at + 4, bytes.Length)].CopyTo(word);
            sum += BinaryPrimitives.ReadUInt32BigEndian(word);
        }

        return sum;
    }
}
