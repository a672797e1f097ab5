using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

/// <summary>Events, and what each receiver is still owed of them.</summary>
[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class EventContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task without_a_receiver_no_event_is_kept()
    {
        await Write(s => s.Events.Append(Event("a")));

        Assert.That(Store.Read(static s => s.Events.After(0, 10)), Is.Empty);
    }

    [Test]
    public async Task an_event_is_gone_with_the_work_that_failed()
    {
        await Write(static s => s.Events.SetTargets(["one"]));

        Assert.That(
            () => Write(s =>
            {
                s.Events.Append(Event("a"));
                throw new InvalidOperationException("undone");
            }),
            Throws.InvalidOperationException);
        Assert.That(Store.Read(static s => s.Events.After(0, 10)), Is.Empty);
    }

    [Test]
    public async Task an_event_comes_back_as_it_was_written()
    {
        await Write(static s => s.Events.SetTargets(["one"]));
        var written = Event("a") with { Packet = Hash("packet"), Before = "01", State = "02", ReasonCode = "R03" };

        await Write(s => s.Events.Append(written));

        Assert.That(Store.Read(static s => s.Events.After(0, 10)), Is.EqualTo(new[] { written with { Sequence = 1 } }));
    }

    [Test]
    public async Task a_new_receiver_is_told_what_happens_from_now_on()
    {
        await OweAsync("one", "a");
        await Write(static s => s.Events.SetTargets(["one", "two"]));

        Assert.That(Store.Read(static s => s.Events.FindTarget("two"))?.Cursor, Is.EqualTo(1));
    }

    [Test]
    public async Task of_a_receiver_that_is_gone_nothing_stays()
    {
        await OweAsync("one", "a");
        await Write(static s => s.Events.SetTargets(["two"]));
        await Write(static s => s.Events.SetTargets(["one", "two"]));

        Assert.That(Store.Read(static s => s.Events.FindTarget("one"))?.Waiting, Is.Zero);
    }

    [Test]
    public async Task of_one_document_only_the_first_event_is_due()
    {
        await OweAsync("one", "a", "b", "a");

        Assert.That(Due("one"), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public async Task the_next_event_of_a_document_is_due_when_the_first_was_taken()
    {
        await OweAsync("one", "a", "a");
        await Write(s => s.Events.Delivered("one", 1, Now));

        Assert.That(Due("one"), Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public async Task a_failure_puts_off_the_event_and_those_behind_it()
    {
        await OweAsync("one", "a", "a", "b");
        await Write(s => s.Events.Failed("one", 1, Now.AddMinutes(1), "HTTP 500", Now));

        Assert.That(Due("one"), Is.EqualTo(new long[] { 3 }));
    }

    [Test]
    public async Task what_died_is_owed_again_by_a_replay()
    {
        await OweAsync("one", "a");
        await Write(s => s.Events.Failed("one", 1, null, "HTTP 500", Now));
        Assert.That(Due("one"), Is.Empty);

        await Write(s => s.Events.Revive("one", Now));

        Assert.That(Due("one"), Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public async Task a_replay_from_a_sequence_owes_what_was_taken_before()
    {
        await OweAsync("one", "a", "b", "c");
        foreach (var sequence in new long[] { 1, 2, 3 })
        {
            await Write(s => s.Events.Delivered("one", sequence, Now));
        }

        Assert.That(await Write(s => s.Events.Replay("one", 2, 3, 9, static e => e.DocumentId != "c", Now)), Is.EqualTo((1, (long?)null)));
        Assert.That(Due("one"), Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public async Task a_replay_goes_page_by_page_and_ends_where_the_receiver_is()
    {
        await OweAsync("one", "a", "b", "c", "d");
        foreach (var sequence in new long[] { 1, 2, 3, 4 })
        {
            await Write(s => s.Events.Delivered("one", sequence, Now));
        }

        var first = await Write(s => s.Events.Replay("one", 1, 3, 2, static _ => true, Now));
        var second = await Write(s => s.Events.Replay("one", first.Next!.Value, 3, 2, static _ => true, Now));

        Assert.That((first, second), Is.EqualTo(((2, (long?)3), (1, (long?)null))));
        Assert.That(Due("one"), Does.Not.Contain(4L));
    }

    [Test]
    public async Task a_receiver_fails_since_its_first_failure_until_it_takes_one()
    {
        await OweAsync("one", "a");
        var since = Now;
        await Write(s => s.Events.Unreachable("one", "away", since));
        await Write(s => s.Events.Unreachable("one", "still away", since.AddHours(1)));
        var failing = Store.Read(static s => s.Events.FindTarget("one"))!;
        await Write(s => s.Events.Delivered("one", 1, since.AddHours(2)));
        var taken = Store.Read(static s => s.Events.FindTarget("one"))!;

        Assert.That((failing.FailingSince, failing.LastError, taken.FailingSince, taken.Delivered), Is.EqualTo(((DateTimeOffset?)since, "still away", (DateTimeOffset?)null, (long?)1)));
    }

    [Test]
    public async Task an_old_event_is_forgotten_unless_somebody_waits_for_it()
    {
        await OweAsync("one", "a", "b");
        await Write(s => s.Events.Delivered("one", 1, Now));

        Assert.That(await Write(s => s.Events.Prune(Now.AddDays(1), 10)), Is.EqualTo(1));
        Assert.That(Store.Read(static s => s.Events.After(0, 10)).Select(static e => e.Sequence), Is.EqualTo(new long[] { 2 }));
    }

    private ExchangeEvent Event(string document) => new(
        0, NextId(), EventKind.DocumentStatus, Now, Sender, OrganId.Parse("G22"), document, null, NextId(), "SENT", "01", null);

    private async Task OweAsync(string target, params string[] documents) => await Write(s =>
    {
        s.Events.SetTargets([target]);
        foreach (var document in documents)
        {
            s.Events.Append(Event(document));
        }

        var events = s.Events.After(0, 100);
        s.Events.Owe(target, events, events[^1].Sequence, Now);
    });

    private IEnumerable<long> Due(string target) => Store.Read(s => s.Events.Due(target, Now, 100)).Select(static d => d.Event.Sequence);
}
