using System.Globalization;

namespace Axis.Core.Reports;

/// <summary>A day or a month that a report is made of.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public readonly record struct ReportPeriod(DateOnly From, DateOnly To)
{
    private const string DayForm = "yyyy-MM-dd";
    private const string MonthForm = "yyyy-MM";

    /// <summary>Whether it is a month.</summary>
    public bool IsMonth => From != To;

    /// <summary>As rows, routes and files write it: <c>2026-11-21</c> or <c>2026-11</c>.</summary>
    public string Name => From.ToString(IsMonth ? MonthForm : DayForm, CultureInfo.InvariantCulture);

    /// <summary>For people: <c>ngày 21/11/2026</c> or <c>tháng 11/2026</c>.</summary>
    public string Title => From.ToString(IsMonth ? "'tháng 'MM'/'yyyy" : "'ngày 'dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>The next one of its kind.</summary>
    public ReportPeriod Next => IsMonth ? Month(From.AddMonths(1)) : Day(From.AddDays(1));

    /// <summary>A day.</summary>
    public static ReportPeriod Day(DateOnly day) => new(day, day);

    /// <summary>The month of the day.</summary>
    public static ReportPeriod Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new ReportPeriod(first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>Reads a name exactly.</summary>
    public static bool TryParse(string? text, out ReportPeriod period)
    {
        if (DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            period = Day(day);
            return true;
        }

        var isMonth = DateOnly.TryParseExact(text, MonthForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        period = isMonth ? Month(day) : default;
        return isMonth;
    }
}
