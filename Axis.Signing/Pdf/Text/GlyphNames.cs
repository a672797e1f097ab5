using System.Globalization;
using System.Text;

namespace Axis.Signing.Pdf.Text;

/// <summary>
/// Letters by glyph names (Adobe Glyph List): names are taken apart into a letter and its marks (<c>Acircumflexdotbelow</c> → Ậ), so that all of Vietnamese is
/// known without a table of thousands; <c>uniXXXX</c> and <c>uXXXX</c> say their code themselves.
/// </summary>
internal static class GlyphNames
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["space"] = " ", ["nbspace"] = " ", ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8",
        ["nine"] = "9", ["period"] = ".", ["comma"] = ",", ["colon"] = ":", ["semicolon"] = ";", ["hyphen"] = "-", ["minus"] = "-", ["endash"] = "–", ["emdash"] = "—", ["slash"] = "/",
        ["parenleft"] = "(", ["parenright"] = ")", ["bracketleft"] = "[", ["bracketright"] = "]", ["quotesingle"] = "'", ["quotedbl"] = "\"", ["quoteleft"] = "‘", ["quoteright"] = "’",
        ["quotedblleft"] = "“", ["quotedblright"] = "”", ["underscore"] = "_", ["asterisk"] = "*", ["plus"] = "+", ["equal"] = "=", ["percent"] = "%", ["ampersand"] = "&", ["at"] = "@",
        ["numbersign"] = "#", ["exclam"] = "!", ["question"] = "?", ["Dcroat"] = "Đ", ["dcroat"] = "đ", ["Dslash"] = "Đ", ["dmacron"] = "đ", ["Eth"] = "Đ", ["fi"] = "fi", ["fl"] = "fl",
        ["bullet"] = "•", ["ellipsis"] = "…", ["dong"] = "₫",
    };

    private static readonly (string Name, char Mark)[] Marks =
    [
        ("circumflex", '\u0302'), ("breve", '\u0306'), ("horn", '\u031b'), ("dotbelow", '\u0323'), ("hookabove", '\u0309'), ("acute", '\u0301'), ("grave", '\u0300'), ("tilde", '\u0303'),
        ("dieresis", '\u0308'), ("ring", '\u030a'), ("caron", '\u030c'), ("cedilla", '\u0327'), ("macron", '\u0304'),
    ];

    /// <summary>What a glyph of the name stands for; <c>null</c> when the name says nothing.</summary>
    public static string? TextOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var plain = dot > 0 ? name[..dot] : name;
        if (Words.TryGetValue(plain, out var word))
        {
            return word;
        }

        if (plain.Length == 1 && char.IsAsciiLetter(plain[0]))
        {
            return plain;
        }

        if (plain.StartsWith("uni", StringComparison.Ordinal) && plain.Length >= 7 && Code(plain.AsSpan(3, 4)) is { } four)
        {
            return four;
        }

        return plain.Length is >= 5 and <= 7 && plain[0] == 'u' && Code(plain.AsSpan(1)) is { } coded ? coded : Composed(plain);
    }

    private static string? Code(ReadOnlySpan<char> hex) =>
        int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) ? new Rune(code).ToString() : null;

    private static string? Composed(string name)
    {
        if (name.Length < 2 || !char.IsAsciiLetter(name[0]))
        {
            return null;
        }

        var letter = new StringBuilder().Append(name[0]);
        var rest = name.AsSpan(1);
        while (rest.Length > 0)
        {
            var known = false;
            foreach (var (mark, sign) in Marks)
            {
                if (rest.StartsWith(mark, StringComparison.Ordinal))
                {
                    letter.Append(sign);
                    rest = rest[mark.Length..];
                    known = true;
                    break;
                }
            }

            if (!known)
            {
                return null;
            }
        }

        return letter.ToString().Normalize(NormalizationForm.FormC);
    }
}
