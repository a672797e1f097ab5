namespace Axis.Core.Rules.Calendar;

/// <summary>
/// Working days in Vietnam (URG-09): Monday to Friday, holidays and swapped days as each year's announcement says. A year that nobody has announced is not guessed:
/// it has only its weekends and the four holidays that the Labour Code (Điều 112) fixes by the solar calendar, and <see cref="Knows"/> says so.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>The end of a morning: the law's "buổi sáng" (URG-02).</summary>
    public static readonly TimeOnly Noon = new(12, 0);

    // Tết holds the longest run of days off; a year of wrong data must not send anyone searching for ever.
    private const int MostDaysOff = 60;

    private static readonly (int Month, int Day, string Name)[] SolarHolidays =
        [(1, 1, "Tết Dương lịch"), (4, 30, "Ngày Chiến thắng"), (5, 1, "Ngày Quốc tế lao động"), (9, 2, "Quốc khánh")];

    private readonly Dictionary<int, CalendarYear> _years;
    private readonly Dictionary<DateOnly, CalendarDay> _days;

    /// <param name="years">What is known; of a year that stands twice the later one counts.</param>
    public WorkingCalendar(IEnumerable<CalendarYear> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        _years = [];
        foreach (var year in years)
        {
            _years[year.Year] = year;
        }

        _days = _years.Values.SelectMany(static y => y.Days).ToDictionary(static d => d.Date);
    }

    /// <summary>The years that are known, in order.</summary>
    public IReadOnlyList<CalendarYear> Years => [.. _years.Values.OrderBy(static y => y.Year)];

    /// <summary>Whether the year's holidays and swapped days were announced and are here.</summary>
    public bool Knows(int year) => _years.ContainsKey(year);

    /// <summary>This calendar, with the years of the other instead of its own where both know them.</summary>
    public WorkingCalendar With(WorkingCalendar other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new WorkingCalendar([.. _years.Values, .. other._years.Values]);
    }

    /// <summary>Why the day departs from the ordinary week; <c>null</c> when it does not.</summary>
    public CalendarDay? Departure(DateOnly day) =>
        _days.GetValueOrDefault(day)
        ?? (!Knows(day.Year) && Array.Find(SolarHolidays, h => h.Month == day.Month && h.Day == day.Day) is { Name: { } name } ? new CalendarDay(day, CalendarDayKind.Off, name) : null);

    /// <summary>Whether any of the day is worked.</summary>
    public bool IsWorkingDay(DateOnly day) => Departure(day) is { } departure
        ? departure.Kind != CalendarDayKind.Off
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The first working day after the day.</summary>
    /// <exception cref="InvalidOperationException">Two months without a working day: the data are wrong.</exception>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        for (var next = day.AddDays(1); next < day.AddDays(MostDaysOff); next = next.AddDays(1))
        {
            if (IsWorkingDay(next))
            {
                return next;
            }
        }

        throw new InvalidOperationException($"The calendar has no working day within {MostDaysOff} days after {day:yyyy-MM-dd}.");
    }

    /// <summary>The day itself when it is worked, else the next one that is.</summary>
    public DateOnly ThisOrNextWorkingDay(DateOnly day) => IsWorkingDay(day) ? day : NextWorkingDay(day);

    /// <summary>The last instant of the day in Vietnam; of a day worked in the morning only, noon.</summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        Departure(day) is { Kind: CalendarDayKind.Morning } ? NoonOf(day) : VietnamTime.EndOf(day);

    /// <summary>Noon of the day in Vietnam.</summary>
    public static DateTimeOffset NoonOf(DateOnly day) => VietnamTime.StartOf(day) + Noon.ToTimeSpan();
}
