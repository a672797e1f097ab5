using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>What an operator sees and does about receivers of events.</summary>
internal sealed class EventControl(EventTargets targets, IStore store, TimeProvider time)
{
    private const int ReplayPage = 500;

    private static readonly Refusal Unknown = ApiRefusals.NotFound("EVENT_RECEIVER_UNKNOWN", "Không có nơi nhận sự kiện này; xem 'axis webhook list'.", "No such receiver of events.");

    /// <summary>All receivers with what they are owed.</summary>
    public IReadOnlyList<EventTargetView> List()
    {
        var states = store.Read(static s => s.Events.Targets()).ToDictionary(static s => s.Name, StringComparer.Ordinal);
        return [.. targets.All.Select(t =>
        {
            var state = states.GetValueOrDefault(t.Name);
            return new EventTargetView(t.Name, t.Kind, t.Place)
            {
                Waiting = state?.Waiting ?? 0,
                Parked = state?.Dead ?? 0,
                LastSequence = state?.Delivered,
                LastTakenAt = state?.DeliveredAt,
                FailingSince = state?.FailingSince,
                LastError = state?.LastError,
            };
        })];
    }

    /// <summary>Tells one receiver an event of the kind <c>test</c>, now and once.</summary>
    public async Task<Outcome<EventTestResult>> TestAsync(string name, Actor actor, CancellationToken cancellationToken)
    {
        if (targets.Find(name) is not { } target)
        {
            return Unknown;
        }

        var now = time.GetUtcNow();
        var self = Core.Agencies.OrganId.Parse("H00");
        var test = new ExchangeEvent(0, Guid.CreateVersion7(now), EventKind.Test, now, self, self, "", null, Guid.Empty, null, "", null);
        var outcome = await target.TellAsync(test, cancellationToken).ConfigureAwait(false);
        var error = outcome switch
        {
            EventOutcome.Answered answered => answered.Reason,
            EventOutcome.Away away => away.Reason,
            _ => null,
        };
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "event-receiver-tested", Actor: actor.Pseudonym, To: name, Detail: error));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return new EventTestResult(name, error is null, test.Id, error);
    }

    /// <summary>Owes a receiver again what was parked, or every kept event from a sequence on.</summary>
    public async Task<Outcome<ReplayedEvents>> ReplayAsync(string name, ReplayEvents request, Actor actor, CancellationToken cancellationToken)
    {
        if (targets.Find(name) is not { } target)
        {
            return Unknown;
        }

        if (request.From is <= 0)
        {
            return ApiRefusals.Parameter("from", "số thứ tự sự kiện lớn hơn 0", "an event sequence above 0");
        }

        // In pages, so that the one writer is never held for long; broken off, the same request begins anew and owes nothing twice.
        var (count, next, until) = (0, request.From, store.Read(s => s.Events.FindTarget(name))?.Cursor ?? 0);
        do
        {
            var from = next;
            var page = await store.WriteAsync(
                session =>
                {
                    var now = time.GetUtcNow();
                    if (from == request.From)
                    {
                        session.Journal.Append(new JournalEntry(
                            now, "events-replayed", Actor: actor.Pseudonym, From: request.From?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "parked", To: name));
                    }

                    return from is { } first ? session.Events.Replay(name, first, until, ReplayPage, target.Wants, now) : (session.Events.Revive(name, now), null);
                },
                cancellationToken).ConfigureAwait(false);
            count += page.Item1;
            next = page.Item2;
        }
        while (next is not null);

        return new ReplayedEvents(name, count);
    }
}
