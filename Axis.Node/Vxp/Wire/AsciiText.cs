using System.Globalization;
using System.Text;

namespace Axis.Node.Vxp.Wire;

/// <summary>Vietnamese for <c>ErrorDesc</c>: the official client decodes one answer as US-ASCII, so the diacritics go and the words stay.</summary>
public static class AsciiText
{
    /// <summary>Folds a sentence to printable ASCII; what has no ASCII form becomes <c>?</c>.</summary>
    public static string Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var text = new StringBuilder(sentence.Length);
        // Normalize throws on lone surrogates, which hostile input may hold; UTF-8 turns them into U+FFFD first.
        foreach (var c in Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sentence)).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            text.Append(c switch
            {
                'đ' => 'd',
                'Đ' => 'D',
                '“' or '”' => '"',
                '‘' or '’' => '\'',
                '–' or '—' => '-',
                >= ' ' and <= '~' => c,
                '\r' or '\n' or '\t' or '\u00a0' => ' ',
                _ => '?',
            });
        }

        return text.ToString();
    }
}
