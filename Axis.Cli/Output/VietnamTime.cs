using System.Globalization;

namespace Axis.Cli.Output;

/// <summary>Instants as people in Vietnam read them (URG-10: stored in UTC, shown in UTC+7, a country without daylight saving).</summary>
public static class VietnamTime
{
    /// <summary>UTC+7.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary><c>21/11/2026 09:14</c>.</summary>
    public static string Full(DateTimeOffset? instant) =>
        instant is { } at ? at.ToOffset(Offset).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "–";

    /// <summary><c>09:14:05</c>.</summary>
    public static string Clock(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time alone when it is today, else day and time.</summary>
    public static string Near(DateTimeOffset instant, DateTimeOffset now)
    {
        var local = instant.ToOffset(Offset);
        var format = local.Date == now.ToOffset(Offset).Date ? "HH:mm" : "dd/MM HH:mm";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }
}
