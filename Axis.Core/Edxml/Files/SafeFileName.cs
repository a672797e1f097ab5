using System.Globalization;
using System.Text;

namespace Axis.Core.Edxml.Files;

/// <summary>Names that every file system takes and no terminal or dialog misreads. The sender's own name stays data.</summary>
public static class SafeFileName
{
    /// <summary>Longest safe name, in UTF-8 bytes.</summary>
    public const int MaxBytes = 200;

    private const int MaxExtensionBytes = 20;
    private const string Nameless = "tep";

    /// <summary>
    /// A safe name for the original: the last path segment, NFC, without control, bidirectional and invisible characters, without what Windows
    /// forbids, not a device name, at most <see cref="MaxBytes"/> long with its extension kept, never empty. Safe names map to themselves.
    /// </summary>
    public static string From(string? original)
    {
        var name = Clean(original ?? "");
        if (name.Length == 0)
        {
            return Nameless;
        }

        if (name[0] == '.' || IsDevice(name))
        {
            name = "_" + name;
        }

        return Shorten(name);
    }

    private static string Clean(string original)
    {
        var kept = new StringBuilder(Math.Min(original.Length, 1024));
        var segment = original.AsSpan(original.AsSpan().LastIndexOfAny('/', '\\') + 1);
        foreach (var rune in segment.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsHidden(rune))
            {
                continue;
            }

            kept.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        // Composition may join characters, never create a forbidden one.
        return kept.ToString().Normalize(NormalizationForm.FormC).TrimStart(' ').TrimEnd(' ', '.');
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // The joiner holds emoji together; every other format character (bidirectional controls, zero-width space, BOM) only misleads.
        UnicodeCategory.Format => rune.Value != 0x200D,
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        _ => false,
    };

    private static bool IsDevice(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ').ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                && (char.IsAsciiDigit(stem[3]) || stem[3] is '¹' or '²' or '³'));
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && Encoding.UTF8.GetByteCount(name.AsSpan(dot)) <= MaxExtensionBytes ? name[dot..] : "";
        var room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name.AsSpan(0, name.Length - extension.Length).EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return stem.ToString().TrimEnd(' ', '.') + extension;
    }
}
