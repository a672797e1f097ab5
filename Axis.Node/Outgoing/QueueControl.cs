using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Makes deliveries due now and replays dead letters, under the same identities: all of them for an operator, those of the own documents for a clerk.</summary>
public sealed class QueueControl(IStore store, LinkClients clients, LinkSignals signals, TimeProvider time) : IQueue
{
    private const int PageSize = 500;

    /// <inheritdoc/>
    public async Task<Outcome<DeliveryView>> RetryAsync(Guid delivery, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role != Role.Operator)
        {
            return Forbidden();
        }

        var done = await store.WriteAsync(session => Revive(session, delivery, actor), cancellationToken).ConfigureAwait(false);
        if (done is null)
        {
            return new Refusal(RefusalKind.NotFound, "DELIVERY_UNKNOWN", "Không có lượt chuyển nào đang chờ hoặc bị dừng dưới mã này.", "No waiting or dead delivery under this id.");
        }

        Wake(done.Link);
        return View(done);
    }

    /// <inheritdoc/>
    public async Task<Outcome<DeliveryView>> ResendAsync(Guid line, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role != Role.Clerk)
        {
            return NotTheClerk;
        }

        var outcome = await store.WriteAsync(session => Resend(session, line, actor), cancellationToken).ConfigureAwait(false);
        if (outcome is Done<DeliveryView> { Value.Link: var link })
        {
            Wake(NodeId.Parse(link));
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReplayResult>> ReplayAsync(ReplayRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role != Role.Operator)
        {
            return Forbidden();
        }

        NodeId? link = null;
        if (request.Link is not null)
        {
            if (!NodeId.TryParse(request.Link, out var parsed))
            {
                return new Refusal(RefusalKind.Malformed, "LINK", $"“{request.Link}” không phải tên nút.", "Not a node name.");
            }

            link = parsed;
        }

        var chosen = Choose(request, link);
        if (request.Deliveries is { } named && named.Except(chosen.Select(static d => d.Id)).ToList() is [var missing, ..])
        {
            return new Refusal(RefusalKind.NotFound, "DELIVERY_UNKNOWN", $"Không có lượt chuyển bị dừng nào mang mã {missing} với điều kiện đã nêu; xem 'axis dead-letter list'.", "No stopped delivery under this id meets the conditions.");
        }

        if (!request.DryRun && chosen.Count > 0)
        {
            chosen = await store.WriteAsync(session => chosen.Select(d => Revive(session, d.Id, actor)).OfType<Delivery>().ToList(), cancellationToken).ConfigureAwait(false);
            foreach (var neighbour in chosen.Select(static d => d.Link).Distinct())
            {
                Wake(neighbour);
            }
        }

        return new ReplayResult(request.DryRun, [.. chosen.Select(View)]);
    }

    /// <summary>A delivery as operators see it: no contents.</summary>
    public static DeliveryView View(Delivery row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new DeliveryView(
            row.Id,
            row.Packet.ToString(),
            row.Link.Value,
            row.State.ToString().ToLowerInvariant(),
            row.Priority,
            [.. row.Recipients.Select(static r => r.Addressed.Value)],
            row.CreatedAt,
            row.DueAt,
            row.Tries,
            row.AnsweredFailures,
            row.ReasonCode,
            row.Reason);
    }

    private static Refusal NotTheClerk { get; } = new(RefusalKind.Forbidden, "ROLE", "Chỉ văn thư của cơ quan gửi được gửi lại văn bản của mình.", "Only a clerk of the sender sends its document again.");

    private static Refusal NothingToResend { get; } = new(
        RefusalKind.Conflict, "NOTHING_TO_RESEND", "Tại nút này không còn lượt nào của văn bản chờ chuyển tới nơi nhận đó; xem biên nhận để biết đang ở đâu.", "No delivery of the document to this recipient waits here.");

    private static Refusal Forbidden() => new(RefusalKind.Forbidden, "ROLE", "Chỉ quản trị nút được gửi lại lượt chuyển.", "Only an operator replays deliveries.");

    private List<Delivery> Choose(ReplayRequest request, NodeId? link)
    {
        var chosen = new List<Delivery>();
        var wanted = request.Deliveries?.ToHashSet();
        Guid? after = null;
        while (true)
        {
            var page = store.Read(s => s.Outbox.List(DeliveryState.Dead, link, after, PageSize));
            chosen.AddRange(page.Where(d => (wanted is null || wanted.Contains(d.Id)) && (request.ReasonCode is null || d.ReasonCode == request.ReasonCode)));
            if (page.Count < PageSize)
            {
                return chosen;
            }

            after = page[^1].Id;
        }
    }

    private Outcome<DeliveryView> Resend(ISession session, Guid line, Actor actor)
    {
        if (session.Tracking.Find(line) is not { Packet: { } packet } row || !actor.SpeaksFor(row.Sender) || session.Packets.Find(packet) is not { Submission: not null })
        {
            return Api.ApiRefusals.DocumentUnknown;
        }

        var owed = session.Outbox.ListFor(packet).Where(d => d.State is DeliveryState.Waiting or DeliveryState.Dead && d.Recipients.Any(r => r.Addressed == row.Recipient)).MaxBy(static d => d.Id);
        if (owed is null)
        {
            return NothingToResend;
        }

        return owed.State == DeliveryState.Dead && !ReplayRule.Heals(owed.ReasonCode)
            ? ReplayRule.Hopeless(owed)
            : Revive(session, owed.Id, actor) is { } revived ? View(revived) : NothingToResend;
    }

    // Replay keeps the identity: the same delivery id and offer, so that a neighbour that has it after all answers with the same receipts.
    private Delivery? Revive(ISession session, Guid id, Actor actor)
    {
        if (session.Outbox.Find(id) is not { State: DeliveryState.Waiting or DeliveryState.Dead } row)
        {
            return null;
        }

        var now = time.GetUtcNow();

        // What still waits keeps its count when a clerk hastens it: pressing again and again must not keep a hopeless one from being parked.
        var failures = actor.Role == Role.Operator || row.State == DeliveryState.Dead ? 0 : row.AnsweredFailures;
        session.Outbox.SetState(id, DeliveryState.Waiting, failures, now, row.ReasonCode, row.Reason);
        session.Journal.Append(new JournalEntry(now, "delivery-replayed", row.Packet, Delivery: id, Agency: row.Link.Value, Actor: actor.Pseudonym, From: row.State.ToString(), To: "Waiting"));
        return row with { State = DeliveryState.Waiting, AnsweredFailures = failures, DueAt = now };
    }

    private void Wake(NodeId neighbour)
    {
        clients.Circuit(neighbour).Reset();
        signals.Set(neighbour);
    }
}
