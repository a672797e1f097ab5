using System.Text;
using Axis.Core.Rules.Calendar;

namespace Axis.Core.Tests.Rules;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = CalendarFile.Read(Encoding.UTF8.GetBytes(
        """
        { "years": [ { "year": 2025, "source": "thử",
          "off": { "2025-01-27": "Tết", "2025-01-28": "Tết", "2025-01-29": "Tết", "2025-01-30": "Tết", "2025-01-31": "Tết", "2025-05-01": "1/5", "2025-05-02": "Hoán đổi" },
          "working": { "2025-04-26": "Làm bù" }, "morning": { "2025-05-03": "Trực sáng" } } ] }
        """));

    [TestCase("2025-01-24", "2025-02-03", TestName = "after the eve of Tết comes the first working day after it")]
    [TestCase("2025-04-25", "2025-04-26", TestName = "a swapped Saturday is worked")]
    [TestCase("2025-04-30", "2025-05-03", TestName = "a swapped Friday is not worked, a worked morning is")]
    [TestCase("2025-06-06", "2025-06-09", TestName = "after Friday comes Monday")]
    public void the_next_working_day_is(string day, string next) =>
        Assert.That(Calendar.NextWorkingDay(DateOnly.Parse(day, null)), Is.EqualTo(DateOnly.Parse(next, null)));

    [Test]
    public void a_day_worked_in_the_morning_ends_at_noon() =>
        Assert.That(Calendar.EndOf(new DateOnly(2025, 5, 3)), Is.EqualTo(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.FromHours(7))));

    [Test]
    public void any_other_day_ends_with_its_last_instant_in_vietnam() =>
        Assert.That(Calendar.EndOf(new DateOnly(2025, 6, 6)), Is.EqualTo(new DateTimeOffset(2025, 6, 7, 0, 0, 0, TimeSpan.FromHours(7)).AddTicks(-1)));

    [Test]
    public void an_unknown_year_is_said_to_be_unknown_and_has_the_solar_holidays_alone() =>
        Assert.Multiple(() =>
        {
            Assert.That(Calendar.Knows(2031), Is.False);
            Assert.That(Calendar.IsWorkingDay(new DateOnly(2031, 9, 2)), Is.False);
            Assert.That(Calendar.IsWorkingDay(new DateOnly(2031, 1, 23)), Is.True, "the first day of Tết 2031, which nobody has announced");
        });

    [Test]
    public void a_nodes_own_file_replaces_whole_years()
    {
        var own = CalendarFile.Read("""{"years":[{"year":2025,"source":"tỉnh","off":{"2025-06-09":"Ngày truyền thống"}}]}"""u8.ToArray());

        Assert.That(Calendar.With(own).NextWorkingDay(new DateOnly(2025, 6, 6)), Is.EqualTo(new DateOnly(2025, 6, 10)));
    }

    [TestCase("""{"years":[{"year":2025,"source":"x","of":{}}]}""", "'of'")]
    [TestCase("""{"years":[{"year":2025,"source":"x","off":{"2026-01-01":"a"}}]}""", "năm khác")]
    [TestCase("""{"years":[{"year":2025,"source":"x","off":{"2025-01-01":"a"},"working":{"2025-01-01":"b"}}]}""", "hai lần")]
    [TestCase("""{"years":[{"year":2025,"source":"x"},{"year":2025,"source":"y"}]}""", "hai lần")]
    [TestCase("""{"years":[{"year":2025,"off":{}}]}""", "source")]
    [TestCase("""{"years":[{"year":2025,"source":"x","off":{"1/1/2025":"a"}}]}""", "yyyy-MM-dd")]
    [TestCase("[", "JSON")]
    public void a_file_with_a_slip_is_refused(string json, string says) =>
        Assert.That(() => CalendarFile.Read(Encoding.UTF8.GetBytes(json)), Throws.TypeOf<FormatException>().With.Message.Contains(says));
}
