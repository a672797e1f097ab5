using Axis.Core.Agencies;
using Axis.Node.Events;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Events;

/// <summary>The pump over a real store, with a receiver that answers as the test wants.</summary>
public sealed class EventPumpTests() : StoreContract(new SqliteEngine())
{
    private readonly ScriptedTarget _target = new();
    private EventPump _pump = null!;

    [SetUp]
    public async Task StartPump()
    {
        _target.Told.Clear();
        _target.Answer = static _ => new EventOutcome.Taken();
        _pump = await PumpAsync();
    }

    [TearDown]
    public async Task StopPump()
    {
        await _pump.StopAsync(CancellationToken.None);
        _pump.Dispose();
    }

    [Test]
    public async Task a_receiver_is_told_of_its_own_agencys_events_only()
    {
        await HappenAsync(Event("a", "H99"), Event("b"));

        await UntilAsync(() => _target.Told.Count > 0);
        Assert.That(_target.Told.Select(static e => e.DocumentId), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task the_events_of_a_document_come_in_order_although_one_fails_at_first()
    {
        var first = true;
        _target.Answer = e => e.State == "01" && Interlocked.Exchange(ref first, false) ? new EventOutcome.Answered("HTTP 500") : new EventOutcome.Taken();

        await HappenAsync(Event("a", state: "01"), Event("a", state: "03"), Event("a", state: "06"));

        await UntilAsync(() => _target.Told.Count == 4);
        Assert.That(_target.Told.Select(static e => e.State), Is.EqualTo(new[] { "01", "01", "03", "06" }));
    }

    [Test]
    public async Task an_event_that_is_answered_with_failures_is_parked_with_a_line_in_the_journal()
    {
        _target.Answer = static _ => new EventOutcome.Answered("HTTP 500");
        await HappenAsync(Event("a"));

        await UntilAsync(() => Store.Read(static s => s.Events.FindTarget("qlvb"))!.Dead == 1);
        Assert.That((_target.Told.Count, Store.Read(static s => s.Journal.List(null, 10, null)).Count(static l => l.Entry.Kind == "event-parked")), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task a_receiver_that_is_away_spends_no_attempt_and_catches_up()
    {
        var away = 5;
        _target.Answer = _ => Interlocked.Decrement(ref away) >= 0 ? new EventOutcome.Away("mất mạng") : new EventOutcome.Taken();
        await HappenAsync(Event("a"), Event("b"), Event("c"));

        await UntilAsync(() => Store.Read(static s => s.Events.FindTarget("qlvb")) is { Waiting: 0, Cursor: 3 });
        Assert.That(Store.Read(static s => s.Events.FindTarget("qlvb"))!.Dead, Is.Zero);
    }

    [Test]
    public async Task what_was_owed_before_a_restart_is_told_after_it()
    {
        await StopPump();
        await HappenAsync(Event("a"));
        _pump = await PumpAsync();

        await UntilAsync(() => _target.Told.Count == 1);
        Assert.That(_target.Told.Single().DocumentId, Is.EqualTo("a"));
    }

    private async Task<EventPump> PumpAsync()
    {
        var options = new EventOptions { FirstRetrySeconds = 1, MaxRetrySeconds = 1, AnsweredFailuresBeforeParking = 2 };
        var pump = new EventPump(new EventTargets([_target]), Store, options, TimeProvider.System, NullLogger<EventPump>.Instance);
        await pump.StartAsync(CancellationToken.None);
        return pump;
    }

    private Task HappenAsync(params ExchangeEvent[] events) => Write(s =>
    {
        foreach (var item in events)
        {
            s.Events.Append(item);
        }
    });

    private ExchangeEvent Event(string document, string sender = "H41.02", string state = "01") => new(
        0, NextId(), EventKind.DocumentStatus, TimeProvider.System.GetUtcNow(), OrganId.Parse(sender), Recipient, document, null, NextId(), "SENT", state, null);

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
        {
            await Task.Delay(50);
        }

        Assert.That(condition(), Is.True, "in time");
    }

    private sealed class ScriptedTarget : IEventTarget, IEventTargetSource
    {
        public List<ExchangeEvent> Told { get; } = [];

        public Func<ExchangeEvent, EventOutcome> Answer { get; set; } = static _ => new EventOutcome.Taken();

        public string Name => "qlvb";

        public string Kind => "webhook";

        public string Place => "";

        public int Concurrency => 4;

        public bool Wants(ExchangeEvent item) => item.Agency == Sender;

        public Task<EventOutcome> TellAsync(ExchangeEvent item, CancellationToken cancellationToken)
        {
            lock (Told)
            {
                Told.Add(item);
            }

            return Task.FromResult(Answer(item));
        }

        public IEnumerable<IEventTarget> Targets() => [this];
    }
}
