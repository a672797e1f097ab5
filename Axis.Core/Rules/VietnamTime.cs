using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Axis.Core.Rules;

/// <summary>
/// Vietnam time (UTC+7, no daylight saving): as people read it (URG-10), and the two lexical forms of the wire (W06; QĐ 28/2018 Art 14.4). The offset is fixed on purpose:
/// the rules hold on machines without a time zone database.
/// </summary>
public static class VietnamTime
{
    /// <summary>First year a date on the wire may have.</summary>
    public const int FirstYear = 1945;

    /// <summary>Last year a date on the wire may have.</summary>
    public const int LastYear = 2100;

    private const string DateFormat = "yyyy'/'MM'/'dd";
    private const string TimestampFormat = "yyyy'/'MM'/'dd HH':'mm':'ss";

    /// <summary>UTC+7.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>The same instant with the clock of Vietnam.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The calendar day in Vietnam at the instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>The instant at which the day begins in Vietnam.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The last instant of the day in Vietnam: whatever comes before midnight is of the day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddTicks(-1);

    /// <summary>For people: <c>21/11/2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Reads a day as people write it, <c>21/11/2026</c> or <c>1/9/2026</c>; any year.</summary>
    public static bool TryDay([NotNullWhen(true)] string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>For people: <c>21/11/2026 09:14</c>, or a dash.</summary>
    public static string Full(DateTimeOffset? instant) => instant is { } at ? ToLocal(at).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "–";

    /// <summary>For people: <c>21/11/2026 09:14:05</c>.</summary>
    public static string ToTheSecond(DateTimeOffset instant) => ToLocal(instant).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For people: <c>09:14:05</c>.</summary>
    public static string Clock(DateTimeOffset instant) => ToLocal(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For people: the time alone when it is today, else day and time.</summary>
    public static string Near(DateTimeOffset instant, DateTimeOffset now) =>
        ToLocal(instant).ToString(DateOf(instant) == DateOf(now) ? "HH:mm" : "dd/MM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Writes <c>yyyy/MM/dd</c>.</summary>
    public static string FormatDate(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>Writes <c>yyyy/MM/dd HH:mm:ss</c> in Vietnam time; fractions of a second are dropped.</summary>
    public static string FormatTimestamp(DateTimeOffset instant) => ToLocal(instant).ToString(TimestampFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads <c>yyyy/MM/dd</c> exactly, years 1945–2100.</summary>
    public static bool TryParseDate([NotNullWhen(true)] string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && InRange(date.Year);

    /// <summary>Reads <c>yyyy/MM/dd HH:mm:ss</c> exactly, as Vietnam time, years 1945–2100.</summary>
    public static bool TryParseTimestamp([NotNullWhen(true)] string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (!DateTime.TryParseExact(text, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || !InRange(local.Year))
        {
            return false;
        }

        instant = new DateTimeOffset(local, Offset);
        return true;
    }

    /// <summary>Whether a date on the wire may have the year.</summary>
    public static bool InRange(int year) => year is >= FirstYear and <= LastYear;
}
