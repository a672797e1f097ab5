using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Events;

/// <summary>
/// Tells each receiver what it is owed, beside the traffic and never in its way. What is owed is rows; a receiver that is away costs one try now and then, and
/// when it is back everything catches up, each document in its own order. Without receivers it ends at once.
/// </summary>
public sealed class EventPump(EventTargets targets, IStore store, EventOptions options, TimeProvider time, ILogger<EventPump> log) : BackgroundService
{
    private const int Page = 200;
    private const int PruneAtOnce = 2000;
    private const string Actor = "job:events";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenPrunes = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything else moves: from here on events are written for the receivers that there are.
        string[] names = [.. targets.All.Select(static t => t.Name)];
        if (!store.Read(static s => s.Events.Targets()).Select(static t => t.Name).ToHashSet(StringComparer.Ordinal).SetEquals(names))
        {
            await store.WriteAsync(
                session =>
                {
                    if (session.Events.SetTargets(names))
                    {
                        session.Journal.Append(new JournalEntry(time.GetUtcNow(), "event-receivers-set", Actor: Actor, Detail: string.Join(", ", names)));
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => targets.All.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll([.. targets.All.Select(t => RunAsync(new Lane(t, Circuit()), RoundAsync, Look, stoppingToken)), RunAsync(null, PruneAsync, BetweenPrunes, stoppingToken)]);

    private LinkCircuit Circuit() => new(time, TimeSpan.FromSeconds(options.FirstRetrySeconds), TimeSpan.FromSeconds(options.MaxRetrySeconds));

    private Task RunAsync(Lane? lane, Func<Lane?, CancellationToken, Task<bool>> round, TimeSpan rest, CancellationToken stoppingToken) => Supervised.RunAsync(
        async token => await round(lane, token).ConfigureAwait(false) ? TimeSpan.Zero : rest,
        e => Log.Broke(log, lane?.Target.Name ?? "prune", e),
        AfterFault,
        time,
        stoppingToken);

    private async Task<bool> RoundAsync(Lane? lane, CancellationToken cancellationToken)
    {
        var (target, circuit) = lane!;
        var more = await OweAsync(target, cancellationToken).ConfigureAwait(false);
        if (circuit.Remaining > TimeSpan.Zero)
        {
            return false;
        }

        var due = store.Read(s => s.Events.Due(target.Name, time.GetUtcNow(), Page));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = target.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, (d, token) => TellAsync(target, circuit, d, token)).ConfigureAwait(false);
        return more || due.Count > 0;
    }

    private async Task<bool> OweAsync(IEventTarget target, CancellationToken cancellationToken)
    {
        var events = store.Read(s => s.Events.FindTarget(target.Name) is { } state ? s.Events.After(state.Cursor, Page) : []);
        if (events.Count == 0)
        {
            return false;
        }

        await store.WriteAsync(
            session =>
            {
                session.Events.Owe(target.Name, events.Where(target.Wants), events[^1].Sequence, time.GetUtcNow());
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask TellAsync(IEventTarget target, LinkCircuit circuit, EventDelivery due, CancellationToken cancellationToken)
    {
        if (circuit.Remaining > TimeSpan.Zero)
        {
            return;
        }

        var outcome = await target.TellAsync(due.Event, cancellationToken).ConfigureAwait(false);
        EventMeter.Told(target.Kind, outcome);
        if (outcome is EventOutcome.Away)
        {
            circuit.Unreachable();
        }
        else
        {
            circuit.Reached();
        }

        await store.WriteAsync(session => Write(session, target, due, outcome), cancellationToken).ConfigureAwait(false);
    }

    private bool Write(ISession session, IEventTarget target, EventDelivery due, EventOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case EventOutcome.Taken:
                session.Events.Delivered(target.Name, due.Event.Sequence, now);
                return true;
            case EventOutcome.Away away:
                session.Events.Unreachable(target.Name, away.Reason, now);
                session.AfterCommit(() => Log.Away(log, target.Name, away.Reason));
                return true;
            case EventOutcome.Answered answered when due.Failures + 1 < options.AnsweredFailuresBeforeParking:
                var again = now + Backoff.Delay(due.Failures + 1, TimeSpan.FromSeconds(options.FirstRetrySeconds), TimeSpan.FromSeconds(options.MaxRetrySeconds));
                session.Events.Failed(target.Name, due.Event.Sequence, again, answered.Reason, now);
                return true;
            case EventOutcome.Answered answered:
                session.Events.Failed(target.Name, due.Event.Sequence, null, answered.Reason, now);
                session.Journal.Append(new JournalEntry(now, "event-parked", due.Event.Packet, Agency: due.Event.Agency.Value, Actor: Actor, To: target.Name, Detail: answered.Reason));
                session.AfterCommit(() => Log.Parked(log, target.Name, due.Event.Sequence, answered.Reason));
                return true;
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    private async Task<bool> PruneAsync(Lane? lane, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.KeepDays);
        return await store.WriteAsync(s => s.Events.Prune(before, PruneAtOnce), cancellationToken).ConfigureAwait(false) == PruneAtOnce;
    }

    private sealed record Lane(IEventTarget Target, LinkCircuit Circuit);
}
