using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>An operator's hand on the deliveries: make one due now, replay dead letters under the same identities.</summary>
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

    // Replay keeps the identity: the same delivery id and offer, so that a neighbour that has it after all answers with the same receipts.
    private Delivery? Revive(ISession session, Guid id, Actor actor)
    {
        if (session.Outbox.Find(id) is not { State: DeliveryState.Waiting or DeliveryState.Dead } row)
        {
            return null;
        }

        var now = time.GetUtcNow();
        session.Outbox.SetState(id, DeliveryState.Waiting, 0, now, row.ReasonCode, row.Reason);
        session.Journal.Append(new JournalEntry(now, "delivery-replayed", row.Packet, Delivery: id, Agency: row.Link.Value, Actor: actor.Pseudonym, From: row.State.ToString(), To: "Waiting"));
        return row with { State = DeliveryState.Waiting, AnsweredFailures = 0, DueAt = now };
    }

    private void Wake(NodeId neighbour)
    {
        clients.Circuit(neighbour).Reset();
        signals.Set(neighbour);
    }
}
