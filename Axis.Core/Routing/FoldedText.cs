using System.Globalization;
using System.Text;

namespace Axis.Core.Routing;

/// <summary>Vietnamese text as people type it in a hurry: lower case, without diacritics (đ → d), words parted by one space.</summary>
public static class FoldedText
{
    /// <summary>Folds the text. Letters and digits remain, anything else parts words.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (rune.Value is 'đ' or 'Đ')
            {
                folded.Append('d');
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The text with each diacritic apart from its letter (Unicode normalization form D).</summary>
    public static string Decomposed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Normalize throws on lone surrogates, which hostile input may hold; they become U+FFFD first.
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune);
        }

        return valid.ToString().Normalize(NormalizationForm.FormD);
    }
}
