using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>A font as far as text needs it: codes, their letters, their widths.</summary>
internal sealed class TextFont
{
    private const int UsualWidth = 500;

    // Windows-1252 where it leaves Latin-1 (ISO 32000-1 Annex D); the standard encoding differs only in signs that no word is made of.
    private static readonly Dictionary<int, char> Windows = new()
    {
        [0x80] = '€', [0x82] = '‚', [0x84] = '„', [0x85] = '…', [0x8A] = 'Š', [0x8C] = 'Œ', [0x8E] = 'Ž', [0x91] = '‘', [0x92] = '’', [0x93] = '“', [0x94] = '”', [0x95] = '•', [0x96] = '–',
        [0x97] = '—', [0x9A] = 'š', [0x9C] = 'œ', [0x9E] = 'ž', [0x9F] = 'Ÿ',
    };

    // null: a glyph whose name says nothing.
    private readonly Dictionary<int, string?> _differences = [];
    private readonly Dictionary<int, double> _widths = [];
    private readonly UnicodeMap? _unicode;
    private readonly bool _wide;
    private readonly bool _symbolic;
    private double _otherwise = UsualWidth;

    public TextFont(PdfFile file, PdfDictionary font)
    {
        _wide = font.IsNamed("Subtype", "Type0");
        if (file.Resolve(font["ToUnicode"]) is PdfStream map)
        {
            _unicode = UnicodeMap.Read(file.Data(map));
        }

        if (_wide)
        {
            Composite(file, font);
        }
        else
        {
            _symbolic = file.Dictionary(font["FontDescriptor"]) is { } descriptor && descriptor["Flags"] is PdfInteger { Value: var flags } && (flags & 4) != 0;
            Simple(file, font);
        }
    }

    /// <summary>The codes of a string with their letters (<c>null</c> = not known) and widths in thousandths.</summary>
    public IEnumerable<(int Code, string? Text, double Width)> Read(byte[] bytes)
    {
        var step = _wide ? 2 : 1;
        for (var i = 0; i + step <= bytes.Length; i += step)
        {
            var code = _wide ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            yield return (code, TextOf(code), _widths.TryGetValue(code, out var width) ? width : _otherwise);
        }
    }

    private string? TextOf(int code)
    {
        if (_unicode?[code] is { } mapped)
        {
            return mapped;
        }

        if (_wide)
        {
            return null;
        }

        if (_differences.TryGetValue(code, out var named))
        {
            return named;
        }

        // A symbolic font with an encoding of its own gives codes that mean nothing outside it.
        return _symbolic && _differences.Count == 0 && _unicode is null && code is < 32 or > 126 ? null : Windows.TryGetValue(code, out var c) ? c.ToString() : ((char)code).ToString();
    }

    private void Simple(PdfFile file, PdfDictionary font)
    {
        if (file.Dictionary(font["Encoding"]) is { } encoding && file.Array(encoding["Differences"]) is { } differences)
        {
            var code = 0;
            foreach (var item in differences.Items)
            {
                switch (file.Resolve(item))
                {
                    case PdfInteger { Value: >= 0 and <= 255 and var at }:
                        code = (int)at;
                        break;
                    case PdfName { Value: var name } when code <= 255:
                        _differences[code++] = GlyphNames.TextOf(name);
                        break;
                }
            }
        }

        if (file.Array(font["Widths"]) is { } widths && file.Resolve(font["FirstChar"]) is PdfInteger { Value: >= 0 and <= 255 and var first })
        {
            for (var i = 0; i < widths.Items.Count && i < 256; i++)
            {
                _widths[(int)first + i] = Number(file.Resolve(widths.Items[i])) ?? UsualWidth;
            }
        }
    }

    private void Composite(PdfFile file, PdfDictionary font)
    {
        if (file.Array(font["DescendantFonts"]) is not { Items: [var first, ..] } || file.Dictionary(first) is not { } descendant)
        {
            return;
        }

        _otherwise = Number(file.Resolve(descendant["DW"])) ?? 1000;
        if (file.Array(descendant["W"]) is not { Items: var items })
        {
            return;
        }

        for (var i = 0; i + 1 < items.Count;)
        {
            if (Number(file.Resolve(items[i])) is not (>= 0 and <= 0xFFFF and var from))
            {
                return;
            }

            if (file.Resolve(items[i + 1]) is PdfArray { Items: var widths })
            {
                for (var n = 0; n < widths.Count && from + n <= 0xFFFF; n++)
                {
                    _widths[(int)from + n] = Number(file.Resolve(widths[n])) ?? _otherwise;
                }

                i += 2;
            }
            else if (i + 2 < items.Count && Number(file.Resolve(items[i + 1])) is <= 0xFFFF and var to && Number(file.Resolve(items[i + 2])) is { } width)
            {
                for (var code = (int)from; code <= to; code++)
                {
                    _widths[code] = width;
                }

                i += 3;
            }
            else
            {
                return;
            }
        }
    }

    private static double? Number(PdfValue? value) => value switch
    {
        PdfInteger { Value: var n } => n,
        PdfReal real => real.Number,
        _ => null,
    };
}
