using System.Text;

namespace Axis.Cli.Output;

/// <summary>
/// Text that others wrote (subjects, file names, reasons) shown on a terminal: control characters and direction overrides are made visible,
/// so that a hostile subject cannot move the cursor, recolour a verdict or turn a file name around.
/// </summary>
public static class SafeText
{
    /// <summary>The text on one line, without anything a terminal would obey.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(!IsUnsafe(c) ? c : c is '\n' or '\r' or '\t' ? ' ' : '\uFFFD');
        }

        return builder.ToString();
    }

    /// <summary>The text, cut to a number of characters with an ellipsis.</summary>
    public static string Cut(string? text, int length)
    {
        var safe = Of(text);
        return safe.Length <= length ? safe : string.Concat(safe.AsSpan(0, length - 1), "…");
    }

    // Bidirectional controls: UAX #9 §2; they can display a name in another order than it is written.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
