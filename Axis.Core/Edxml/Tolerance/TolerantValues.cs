using System.Globalization;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Values in the spellings that circulate (edXML §4).</summary>
internal static class TolerantValues
{
    private static readonly string[] TimeFormats = ["HH:mm:ss", "H:m:s", "HH:mm"];

    /// <summary>Year first when the first group has four digits, else day first; a time after the date is ignored. Impossible dates are none.</summary>
    public static DateOnly? Date(string text)
    {
        var date = text.Trim();
        var end = date.AsSpan().IndexOfAny(' ', 'T');
        var groups = (end < 0 ? date : date[..end]).Split('/', '-', '.');
        if (groups.Length != 3 || !groups.All(static g => g.Length is >= 1 and <= 4 && g.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var numbers = Array.ConvertAll(groups, static g => int.Parse(g, NumberStyles.None, CultureInfo.InvariantCulture));
        var (year, month, day) = groups[0].Length == 4 ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[1], numbers[0]);
        return VietnamTime.InRange(year) && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    /// <summary>Slash forms in Vietnam time, ISO 8601 with or without a zone, or epoch milliseconds.</summary>
    public static DateTimeOffset? Timestamp(string text)
    {
        var value = text.Trim();
        if (value.Length is >= 12 and <= 14 && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            return VietnamTime.InRange(instant.Year) ? VietnamTime.ToLocal(instant) : null;
        }

        if (Date(value) is not { } date)
        {
            return null;
        }

        var at = value.AsSpan().IndexOfAny(' ', 'T');
        if (at < 0)
        {
            return VietnamTime.StartOf(date);
        }

        if (value[at] == 'T' && value.AsSpan(at).IndexOfAny('Z', '+', '-') >= 0)
        {
            return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned) ? VietnamTime.ToLocal(zoned) : null;
        }

        var time = value[(at + 1)..].Trim();
        var fraction = time.IndexOf('.', StringComparison.Ordinal);
        return TimeOnly.TryParseExact(fraction < 0 ? time : time[..fraction], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? new DateTimeOffset(date.ToDateTime(parsed), VietnamTime.Offset)
            : null;
    }

    /// <summary>Digits, with spaces around and zeros before.</summary>
    public static int? Integer(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The identifier behind any number of <c>cid:</c>, without angle brackets.</summary>
    public static string ContentId(string text)
    {
        var id = text.Trim().Trim('<', '>').Trim();
        while (id.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            id = id[4..].Trim();
        }

        return id;
    }
}
