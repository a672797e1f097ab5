namespace Axis.Core.Rules.Calendar;

/// <summary>What is known of one year (URG-09).</summary>
/// <param name="Year">The year.</param>
/// <param name="Source">The announcement that it was taken from.</param>
/// <param name="Days">Its departures from the ordinary week.</param>
public sealed record CalendarYear(int Year, string Source, IReadOnlyList<CalendarDay> Days);
