using Axis.Core.Rules;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Deadlines;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Deadlines;

/// <summary>Open duties follow a calendar that learns of a holiday after they began (URG-09).</summary>
public sealed class ReckonDeadlinesTests() : StoreContract(new SqliteEngine())
{
    // A Friday; nobody had announced then that the Monday after it is off.
    private static readonly DateTimeOffset Arrived = new(2031, 6, 6, 9, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateOnly Monday = new(2031, 6, 9);
    private static readonly WorkingCalendar Before = new([]);
    private static readonly WorkingCalendar After = new([new CalendarYear(2031, "thông báo", [new CalendarDay(Monday, CalendarDayKind.Off, "Nghỉ")])]);

    [Test]
    public async Task URG_09_an_open_duty_moves_with_the_calendar_and_is_warned_of_anew()
    {
        var item = await FiledAsync(DeadlineKind.Registration);

        var moved = (await ReckonAsync(After), await ReckonAsync(After));
        var row = Store.Read(s => s.Deadlines.ListFor(item)).Single();

        Assert.Multiple(() =>
        {
            Assert.That(moved, Is.EqualTo((1, 0)));
            Assert.That(VietnamTime.Full(row.DueAt), Is.EqualTo("10/06/2031 23:59"));
            Assert.That(row.NextAt, Is.EqualTo(row.DueAt.AddHours(-4)).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(Store.Read(static s => s.Journal.List(null, 10, null)).Select(static l => l.Entry.Kind), Is.EqualTo(new[] { "deadline-moved" }));
        });
    }

    [Test]
    public async Task what_the_calendar_does_not_change_stays()
    {
        await FiledAsync(DeadlineKind.Registration);

        Assert.That(await ReckonAsync(Before), Is.Zero);
    }

    [Test]
    public async Task what_is_settled_does_not_move()
    {
        var item = await FiledAsync(DeadlineKind.Registration);
        await Write(s => s.Deadlines.Settle(item, DeadlineKind.Registration, Arrived.AddHours(1)));

        Assert.That(await ReckonAsync(After), Is.Zero);
    }

    [Test]
    public async Task more_duties_than_are_read_at_once_all_move()
    {
        for (var i = 0; i < 201; i++)
        {
            await FiledAsync(DeadlineKind.Registration, "p" + i);
        }

        Assert.That(await ReckonAsync(After), Is.EqualTo(201));
    }

    private Task<int> ReckonAsync(WorkingCalendar calendar) =>
        new ReckonDeadlines(Store, new InboxDuties(calendar), Clock, NullLogger<ReckonDeadlines>.Instance).RunAsync(CancellationToken.None);

    private async Task<Guid> FiledAsync(DeadlineKind kind, string name = "a")
    {
        var row = Packet(name) with { Facts = new PacketFacts { Subject = name } };
        var item = Item(row.Digest, name);
        await Write(s =>
        {
            s.Packets.Add(row, System.Text.Encoding.UTF8.GetBytes(name));
            s.Inbox.Add(item);
            new InboxDuties(Before).Open(s, kind, item, row, Arrived);
        });
        return item.Id;
    }
}
