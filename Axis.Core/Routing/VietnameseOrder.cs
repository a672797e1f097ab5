using System.Text;

namespace Axis.Core.Routing;

/// <summary>
/// The order of a Vietnamese dictionary: syllable by syllable, in each first the letters (a ă â b c d đ e ê … o ô ơ … u ư … y), then the tone (ngang, huyền, hỏi, ngã,
/// sắc, nặng), wherever in the syllable it is written (hoà, hòa). Capitals and punctuation do not count, numbers go by value and before letters. Not a matter of the
/// machine's locale: every node sorts alike.
/// </summary>
public static class VietnameseOrder
{
    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    // The tones as Unicode decomposes them, in the dictionary's order; none of them is the level tone.
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    // What ends a syllable is less than what ends its letters, and both less than anything within, so that what is shorter comes first.
    private const char EndOfSyllable = '\u0001';
    private const char EndOfLetters = '\u0002';
    private const char Level = '\u0003';
    private const char Number = '\u0020';
    private const char FirstLetter = '\u0100';
    private const char OtherLetter = '\u0200';

    /// <summary>Compares texts by their keys; those of one key by their characters.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(static (left, right) =>
        string.CompareOrdinal(Key(left), Key(right)) is not 0 and var order ? order : string.CompareOrdinal(left, right));

    /// <summary>A text that stands in ordinal order where the given one stands in the dictionary's.</summary>
    public static string Key(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new StringBuilder(text.Length * 2);
        var (tone, started) = (Level, 0);
        var decomposed = FoldedText.Decomposed(text);
        for (var i = 0; i < decomposed.Length; i++)
        {
            var c = decomposed[i];
            if (Tones.IndexOf(c, StringComparison.Ordinal) is >= 0 and var mark)
            {
                tone = (char)(Level + 1 + mark);
            }
            else if (char.IsAsciiDigit(c))
            {
                i = AppendNumber(key, decomposed, i);
            }
            else if (char.IsLetter(c))
            {
                var letter = Letter(decomposed, i);
                if (Alphabet.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place)
                {
                    key.Append((char)(FirstLetter + place));
                }
                else
                {
                    key.Append(OtherLetter).Append(letter);
                }
            }
            else if (!char.IsLowSurrogate(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark && key.Length > started)
            {
                key.Append(EndOfLetters).Append(tone).Append(EndOfSyllable);
                (tone, started) = (Level, key.Length);
            }
        }

        if (key.Length > started)
        {
            key.Append(EndOfLetters).Append(tone).Append(EndOfSyllable);
        }

        return key.ToString();
    }

    // The letter with the mark that makes it another one: breve, circumflex, horn. A tone may stand between both.
    private static char Letter(string decomposed, int at)
    {
        var plain = char.ToLowerInvariant(decomposed[at]);
        for (var i = at + 1; i < decomposed.Length && char.GetUnicodeCategory(decomposed[i]) == System.Globalization.UnicodeCategory.NonSpacingMark; i++)
        {
            switch (plain, decomposed[i])
            {
                case ('a', '\u0306'):
                    return 'ă';
                case ('a', '\u0302'):
                    return 'â';
                case ('e', '\u0302'):
                    return 'ê';
                case ('o', '\u0302'):
                    return 'ô';
                case ('o', '\u031b'):
                    return 'ơ';
                case ('u', '\u031b'):
                    return 'ư';
            }
        }

        return plain;
    }

    // By value: first how many digits, then the digits. Returns the place of the last one.
    private static int AppendNumber(StringBuilder key, string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text.AsSpan(at, end - at).TrimStart('0');
        key.Append((char)(Number + Math.Min(digits.Length, FirstLetter - Number - 1))).Append(digits);
        return end - 1;
    }
}
