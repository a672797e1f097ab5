using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;

namespace Axis.Core.Tests.Rules;

/// <summary>URG-01…09 over a calendar whose Tết lies from Monday 27/01 to Friday 31/01/2025.</summary>
public sealed class DeadlineRulesTests
{
    private static readonly WorkingCalendar Calendar = CalendarFile.Read(
        """{"years":[{"year":2025,"source":"x","off":{"2025-01-27":"Tết","2025-01-28":"Tết","2025-01-29":"Tết","2025-01-30":"Tết","2025-01-31":"Tết"}}]}"""u8.ToArray());

    [Test]
    public void URG_02_what_is_signed_on_friday_afternoon_is_due_on_monday_at_noon() =>
        Assert.That(Due(DeadlineKind.Dispatch, At(6, 6, 16, 0)), Is.EqualTo(At(6, 9, 12, 0)));

    [Test]
    public void URG_08_of_the_two_texts_the_stricter_holds() =>
        Assert.That(Due(DeadlineKind.Dispatch, At(6, 3, 9, 0)), Is.LessThan(Due(DeadlineKind.Registration, At(6, 3, 9, 0))!.Value));

    [Test]
    public void URG_09_what_is_signed_on_the_eve_of_tet_is_due_on_the_first_working_day_after_it() =>
        Assert.That(Due(DeadlineKind.Dispatch, At(1, 24, 16, 0)), Is.EqualTo(At(2, 3, 12, 0)));

    [TestCase(DeadlineKind.Registration, 15)]
    [TestCase(DeadlineKind.Refusal, 60)]
    [TestCase(DeadlineKind.ChangeAnswer, 120)]
    public void an_urgent_document_has_minutes(DeadlineKind kind, int minutes) =>
        Assert.That(Due(kind, At(6, 6, 16, 0), priority: 1), Is.EqualTo(At(6, 6, 16, 0).AddMinutes(minutes)));

    [Test]
    public void URG_03_a_receipt_is_notified_on_its_day_even_a_minute_before_midnight() =>
        Assert.That(Due(DeadlineKind.ReceiptNotice, At(6, 7, 23, 59)), Is.EqualTo(EndOf(6, 7)));

    [Test]
    public void URG_04_incoming_documents_are_registered_by_the_end_of_the_next_working_day() =>
        Assert.That(Due(DeadlineKind.Registration, At(6, 6, 16, 0)), Is.EqualTo(EndOf(6, 9)));

    [Test]
    public void URG_05_a_document_is_solved_by_its_due_date() =>
        Assert.That(DeadlineRules.Due(DeadlineKind.Solving, At(6, 3, 9, 0), 0, Calendar, new DateOnly(2025, 6, 20)), Is.EqualTo(EndOf(6, 20)));

    [Test]
    public void URG_05_an_urgent_one_is_solved_on_the_day() =>
        Assert.That(DeadlineRules.Due(DeadlineKind.Solving, At(6, 3, 9, 0), 2, Calendar, new DateOnly(2025, 6, 20)), Is.EqualTo(EndOf(6, 3)));

    [Test]
    public void URG_05_without_a_due_date_an_ordinary_one_follows_the_working_regulations() =>
        Assert.That(DeadlineRules.Due(DeadlineKind.Solving, At(6, 3, 9, 0), 0, Calendar, null), Is.Null);

    [TestCase(6, 6, TestName = "URG-06 a refusal is sent on the working day of arrival")]
    [TestCase(7, 9, TestName = "URG-06 what arrives on Saturday is refused on Monday at the latest")]
    public void a_refusal_is_due(int arrived, int due) =>
        Assert.That(Due(DeadlineKind.Refusal, At(6, arrived, 10, 0)), Is.EqualTo(EndOf(6, due)));

    [Test]
    public void URG_07_a_recall_is_answered_by_the_end_of_the_next_working_day() =>
        Assert.That(Due(DeadlineKind.ChangeAnswer, At(6, 6, 10, 0)), Is.EqualTo(EndOf(6, 9)));

    [Test]
    public void a_warning_comes_before_the_deadline_passes_and_not_more_than_four_hours() =>
        Assert.Multiple(() =>
        {
            Assert.That(DeadlineRules.WarnAt(At(6, 6, 16, 0), At(6, 9, 12, 0)), Is.EqualTo(At(6, 9, 8, 0)));
            Assert.That(DeadlineRules.WarnAt(At(6, 6, 16, 0), At(6, 6, 17, 0)), Is.EqualTo(At(6, 6, 16, 45)));
        });

    [TestCase(6, TestName = "URG-01 an urgent document is sent on the day on which it was signed")]
    [TestCase(7, TestName = "URG-01 an urgent document that is signed on a Saturday is sent on that day")]
    public void an_urgent_document_is_due_on_its_day(int day) => Assert.That(Due(DeadlineKind.Dispatch, At(6, day, 0, 0), priority: 1), Is.EqualTo(EndOf(6, day)));

    [Test]
    public void URG_09_what_is_done_in_the_last_second_of_a_day_is_done_on_it() =>
        Assert.That(At(6, 9, 23, 59).AddSeconds(59.4), Is.LessThanOrEqualTo(Due(DeadlineKind.Registration, At(6, 6, 16, 0))!.Value));

    private static DateTimeOffset? Due(DeadlineKind kind, DateTimeOffset start, int priority = 0) => DeadlineRules.Due(kind, start, priority, Calendar, null);

    private static DateTimeOffset At(int month, int day, int hour, int minute) => new(2025, month, day, hour, minute, 0, TimeSpan.FromHours(7));

    private static DateTimeOffset EndOf(int month, int day) => At(month, day, 0, 0).AddDays(1).AddTicks(-1);
}
