using Axis.Core.Rules.Calendar;

namespace Axis.Core.Rules.Deadlines;

/// <summary>When each duty of URG-01…07 is due. All days are days of Vietnam, all instants exact; urgency of any grade (1–4) makes a deadline shorter, never longer.</summary>
public static class DeadlineRules
{
    /// <summary>What "immediately" means in figures: the law has none, so the product allows a quarter of an hour.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(15);

    /// <summary>Answer to a recall of an urgent document (URG-07).</summary>
    public static readonly TimeSpan UrgentChangeAnswer = TimeSpan.FromHours(2);

    /// <summary>Refusal of an urgent document (URG-06).</summary>
    public static readonly TimeSpan UrgentRefusal = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestWarning = TimeSpan.FromHours(4);

    /// <summary>The instant at which the duty is overdue; <c>null</c> when nothing sets one (solving an ordinary document without a due date follows the working regulations).</summary>
    /// <param name="kind">The duty.</param>
    /// <param name="start">When it began: signed, arrived, accepted or asked.</param>
    /// <param name="priority">Urgency 0…4 of the document.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="dueDate">The document's own due date, for <see cref="DeadlineKind.Solving"/>.</param>
    public static DateTimeOffset? Due(DeadlineKind kind, DateTimeOffset start, int priority, WorkingCalendar calendar, DateOnly? dueDate)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var urgent = priority > 0;
        var day = VietnamTime.DateOf(start);
        return kind switch
        {
            DeadlineKind.Dispatch => Dispatch(day, urgent, calendar),
            DeadlineKind.ReceiptNotice => VietnamTime.EndOf(day),
            DeadlineKind.Registration => urgent ? start + AtOnce : calendar.EndOf(calendar.NextWorkingDay(day)),
            DeadlineKind.Solving => Solving(day, urgent, calendar, dueDate),
            DeadlineKind.Refusal => urgent ? start + UrgentRefusal : SameWorkingDay(start, day, calendar),
            DeadlineKind.ChangeAnswer => urgent ? start + UrgentChangeAnswer : calendar.EndOf(calendar.NextWorkingDay(day)),
            DeadlineKind.PaperReturn => calendar.EndOf(calendar.NextWorkingDay(day)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such deadline."),
        };
    }

    /// <summary>When those responsible are warned before a deadline passes: a quarter of the time before, four hours at most.</summary>
    public static DateTimeOffset WarnAt(DateTimeOffset start, DateTimeOffset due)
    {
        var quarter = (due - start) / 4;
        return due - (quarter < LongestWarning ? quarter : LongestWarning);
    }

    /// <summary>Vietnamese name of the duty.</summary>
    public static string NameOf(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Dispatch => "Hạn gửi",
        DeadlineKind.ReceiptNotice => "Hạn báo đã đến",
        DeadlineKind.Registration => "Hạn vào sổ",
        DeadlineKind.Solving => "Hạn giải quyết",
        DeadlineKind.Refusal => "Hạn trả lại nếu không đủ điều kiện",
        DeadlineKind.ChangeAnswer => "Hạn trả lời thu hồi, cập nhật",
        DeadlineKind.PaperReturn => "Hạn gửi trả bản giấy",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such deadline."),
    };

    // URG-01 allows the whole next working day, URG-02 its morning: the stricter holds (URG-08). "At once" for an urgent document is the day on which it was signed,
    // worked or not: a document states the day and not the hour.
    private static DateTimeOffset Dispatch(DateOnly signed, bool urgent, WorkingCalendar calendar)
    {
        if (urgent)
        {
            return VietnamTime.EndOf(signed);
        }

        var next = calendar.NextWorkingDay(signed);
        var (issue, put) = (calendar.EndOf(next), WorkingCalendar.NoonOf(next));
        return put < issue ? put : issue;
    }

    // "At once" for a solution cannot be minutes: the day on which it was accepted, or the document's own date when that is earlier.
    private static DateTimeOffset? Solving(DateOnly day, bool urgent, WorkingCalendar calendar, DateOnly? dueDate)
    {
        var own = dueDate is { } due ? calendar.EndOf(due) : (DateTimeOffset?)null;
        var atOnce = urgent ? calendar.EndOf(calendar.ThisOrNextWorkingDay(day)) : (DateTimeOffset?)null;
        return own is null || atOnce < own ? atOnce ?? own : own;
    }

    // On a day worked in the morning only, what comes in the afternoon has the next working day.
    private static DateTimeOffset SameWorkingDay(DateTimeOffset start, DateOnly day, WorkingCalendar calendar) =>
        calendar.IsWorkingDay(day) && calendar.EndOf(day) > start ? calendar.EndOf(day) : calendar.EndOf(calendar.NextWorkingDay(day));
}
