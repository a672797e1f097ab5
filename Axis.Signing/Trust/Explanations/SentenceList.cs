using System.Text;

namespace Axis.Signing.Trust.Explanations;

/// <summary>Reads the part of the gettext PO format that the list of sentences uses: <c>msgid</c> and <c>msgstr</c>, each on one line, and comments.</summary>
internal static class SentenceList
{
    private const string Key = "msgid ";
    private const string Value = "msgstr ";

    /// <summary>The pairs, in order; the header (an empty key) is passed over.</summary>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static IEnumerable<(string Source, string Target)> Read(TextReader reader)
    {
        string? source = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                source = Unquote(line[Key.Length..]);
            }
            else if (line.StartsWith(Value, StringComparison.Ordinal) && source is not null)
            {
                if (source.Length > 0)
                {
                    yield return (source, Unquote(line[Value.Length..]));
                }

                source = null;
            }
            else if (line.Length > 0 && line[0] is not ('#' or '"'))
            {
                throw new FormatException($"'{line}' is no line of a list of sentences.");
            }
        }
    }

    private static string Unquote(string quoted)
    {
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"')
        {
            throw new FormatException($"{quoted} is not quoted.");
        }

        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            text.Append(quoted[i] == '\\' ? quoted[++i] : quoted[i]);
        }

        return text.ToString();
    }
}
