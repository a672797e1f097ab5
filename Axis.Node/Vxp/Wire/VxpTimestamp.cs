using System.Globalization;
using Axis.Core.Rules;

namespace Axis.Node.Vxp.Wire;

/// <summary>
/// The client's time, <c>ddMMyyyy'T'HHmmss+SSSS</c>: local time of Vietnam, the plus sign literal, four digits of milliseconds and no zone. It is taken once, when
/// the client object is made, and repeated for hours; so it dates a client and not a call.
/// </summary>
public static class VxpTimestamp
{
    private const string Seconds = "ddMMyyyy'T'HHmmss";

    /// <summary>The text for an instant.</summary>
    public static string Write(DateTimeOffset at)
    {
        var local = at.ToOffset(VietnamTime.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{local.ToString(Seconds, CultureInfo.InvariantCulture)}+{local.Millisecond:0000}");
    }

    /// <summary>The instant; <c>null</c> when the text is not of this form.</summary>
    public static DateTimeOffset? TryRead(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 20
            && text[15] == '+'
            && int.TryParse(text.AsSpan(16), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && DateTime.TryParseExact(text.AsSpan(0, 15), Seconds, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                ? new DateTimeOffset(local, VietnamTime.Offset).AddMilliseconds(milliseconds)
                : null;
    }
}
