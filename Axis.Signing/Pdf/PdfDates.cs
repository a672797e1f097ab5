using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf;

/// <summary>Dates as PDF writes them (ISO 32000-1 §7.9.4).</summary>
internal static class PdfDates
{
    /// <summary>Reads one; <c>null</c> when it is none, or says no zone and so no instant.</summary>
    public static DateTimeOffset? Read(PdfValue? value)
    {
        if (value is not PdfString { Bytes: var bytes } || bytes.Length is < 17 or > 24)
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(bytes);
        if (!text.StartsWith("D:", StringComparison.Ordinal)
            || !DateTime.TryParseExact(text.AsSpan(2, 14), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var zone = text[16..].Replace("'", "", StringComparison.Ordinal);
        var offset = zone is "Z" or "Z00" or "Z0000" ? TimeSpan.Zero : Offset(zone);
        return offset is { } known && local.Year > 1 && local.Year < 9999 ? new DateTimeOffset(local, known) : null;
    }

    /// <summary>Writes an instant in Vietnam time.</summary>
    public static string Write(DateTimeOffset time) =>
        "D:" + time.ToOffset(TimeSpan.FromHours(7)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "+07'00'";

    private static TimeSpan? Offset(string zone)
    {
        var digits = zone.Length is 3 or 5 && zone[0] is '+' or '-' ? zone[1..].PadRight(4, '0') : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number / 100 <= 14 && number % 100 < 60
            ? (zone[0] == '-' ? -1 : 1) * new TimeSpan(number / 100, number % 100, 0)
            : null;
    }
}
