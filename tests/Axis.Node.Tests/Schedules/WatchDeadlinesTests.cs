using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Deadlines;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Schedules;

/// <summary>The watch over deadlines with a clock that is turned, over a real database.</summary>
public sealed class WatchDeadlinesTests() : StoreContract(new SqliteEngine())
{
    private readonly Guid _item = Guid.CreateVersion7();

    [Test]
    public async Task a_deadline_is_warned_of_before_it_passes_and_told_once_when_it_has()
    {
        await Open(Now.AddHours(8));

        var early = await Watch();
        Clock.Turn(TimeSpan.FromHours(6));
        var near = (await Watch(), await Watch());
        Clock.Turn(TimeSpan.FromHours(3));
        var passed = (await Watch(), await Watch());

        Assert.Multiple(() =>
        {
            Assert.That((early, near, passed), Is.EqualTo((0, (1, 0), (1, 0))));
            Assert.That(Kinds(), Is.EqualTo(new[] { "deadline-passed", "deadline-near" }));
        });
    }

    [Test]
    public async Task what_was_done_in_time_is_never_told()
    {
        await Open(Now.AddHours(8));
        await Write(s => s.Deadlines.Settle(_item, DeadlineKind.Registration, Now));
        Clock.Turn(TimeSpan.FromDays(2));

        Assert.That(await Watch(), Is.Zero);
    }

    [Test]
    public async Task a_run_missed_for_days_is_made_up_by_one_word_that_it_has_passed()
    {
        await Open(Now.AddHours(8));
        Clock.Turn(TimeSpan.FromDays(5));

        Assert.That((await Watch(), Kinds()), Is.EqualTo((1, new[] { "deadline-passed" })));
    }

    [Test]
    public void a_year_that_nobody_announced_is_a_finding_and_not_a_guess()
    {
        var known = new DeadlineFindings(new WorkingCalendar([new CalendarYear(Now.Year, "thông báo", []), new CalendarYear(Now.Year + 1, "thông báo", [])]), Store, Clock);
        var unknown = new DeadlineFindings(new WorkingCalendar([]), Store, Clock);

        Assert.That((known.Findings().Count, unknown.Findings()[0].Code), Is.EqualTo((0, "CALENDAR_YEAR_UNKNOWN")));
    }

    [Test]
    public void the_product_knows_the_years_that_were_announced() =>
        Assert.Multiple(() =>
        {
            Assert.That(NodeCalendar.Product.Years.Select(static y => y.Year), Is.EqualTo(new[] { 2025, 2026 }));
            Assert.That(NodeCalendar.Product.NextWorkingDay(new DateOnly(2025, 1, 24)), Is.EqualTo(new DateOnly(2025, 2, 3)), "Tết Ất Tỵ");
            Assert.That(NodeCalendar.Product.NextWorkingDay(new DateOnly(2026, 2, 13)), Is.EqualTo(new DateOnly(2026, 2, 23)), "Tết Bính Ngọ");
            Assert.That(NodeCalendar.Product.NextWorkingDay(new DateOnly(2026, 8, 21)), Is.EqualTo(new DateOnly(2026, 8, 22)), "a swapped Saturday");
        });

    [Test]
    public void a_nodes_own_calendar_with_a_slip_stops_the_start_in_words()
    {
        File.WriteAllText(Path.Combine(Folder, NodeCalendar.FileName), """{"years":[{"year":2027}]}""");

        Assert.That(() => NodeCalendar.Load(Folder), Throws.Exception.With.Message.Contains("calendar.json").And.Message.Contains("source"));
    }

    private Task<int> Watch() => new WatchDeadlines(Store, Clock, NullLogger<WatchDeadlines>.Instance).RunAsync(CancellationToken.None);

    private string[] Kinds() => [.. Store.Read(static s => s.Journal.List(null, 10, null)).Select(static l => l.Entry.Kind)];

    private Task<bool> Open(DateTimeOffset due) => Write(s =>
    {
        s.Deadlines.Open(new DeadlineRow(DeadlineKind.Registration, _item, OrganId.Parse("H37"), Digest.Of("a"u8), Now, due, DeadlineRules.WarnAt(Now, due), null, null, null));
        return true;
    });
}
