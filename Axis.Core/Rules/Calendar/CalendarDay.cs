namespace Axis.Core.Rules.Calendar;

/// <summary>One day that departs from Monday to Friday.</summary>
/// <param name="Date">The day in Vietnam.</param>
/// <param name="Kind">How it departs.</param>
/// <param name="Name">Vietnamese name, for people.</param>
public sealed record CalendarDay(DateOnly Date, CalendarDayKind Kind, string Name);

/// <summary>How a day departs from the ordinary week.</summary>
public enum CalendarDayKind
{
    /// <summary>Nobody works: a holiday, its compensation, or the day swapped away.</summary>
    Off = 0,

    /// <summary>A Saturday or Sunday that is worked instead of a day off.</summary>
    Working = 1,

    /// <summary>Worked in the morning only, until <see cref="WorkingCalendar.Noon"/>.</summary>
    Morning = 2,
}
