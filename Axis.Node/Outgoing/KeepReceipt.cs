using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Returning;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>KeepReceipt: writes down how an attempt ended; the last step of Dispatch, one durable commit.</summary>
public sealed class KeepReceipt(IStore store, ReturnReceipts returning, OwnReceipts own, TellHome tellHome, DeliveryOptions options, TimeProvider time)
{
    private TimeSpan First => TimeSpan.FromSeconds(options.FirstRetrySeconds);

    private TimeSpan Longest => TimeSpan.FromSeconds(options.MaxRetrySeconds);

    /// <summary>The neighbour answered with receipts.</summary>
    public async Task AnsweredAsync(Delivery delivery, IReadOnlyList<SealedReceipt> receipts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var outcome = await returning.RunAsync(delivery.Link, receipts, delivery, cancellationToken).ConfigureAwait(false);
        if (outcome.Settled is null)
        {
            var refused = outcome.Refused.Count > 0 ? outcome.Refused[0] : null;
            if (outcome.Refused.Any(static r => r.Retryable))
            {
                await LaterAsync(delivery, refused!.Code, "Chưa đánh giá được biên nhận của nút láng giềng; chờ danh bạ mới.", inDoubt: true, cancellationToken).ConfigureAwait(false);
                return;
            }

            await FailedAsync(
                delivery,
                refused?.Code ?? "RECEIPTS_INCOMPLETE",
                "Nút láng giềng trả lời nhưng biên nhận không hợp lệ hoặc không đủ nơi nhận.",
                inDoubt: true,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A state secret was found in the packet before it left (SEC-03).</summary>
    public Task WithheldAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return store.WriteAsync(session => ObeyIsolation.Withhold(session, delivery, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>The neighbour asks for another try later.</summary>
    public Task LaterAsync(Delivery delivery, string code, string sentence, bool inDoubt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return store.WriteAsync(
            session =>
            {
                var current = session.Outbox.Find(delivery.Id) ?? delivery;
                if (current.State == DeliveryState.Waiting)
                {
                    var due = time.GetUtcNow() + Backoff.Delay(current.Tries + 1, First, Longest);
                    session.Outbox.SetState(delivery.Id, DeliveryState.Waiting, current.AnsweredFailures, due, code, sentence);
                    Doubt(session, delivery.Id, inDoubt);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// The neighbour could not be reached: due again behind the others that wait; no attempt is spent. How long nobody is tried is for the circuit to say,
    /// which may open earlier than its pause once the neighbour is back.
    /// </summary>
    public Task UnreachableAsync(IReadOnlyList<Delivery> deliveries, string code, string sentence, TimeSpan pause, bool inDoubt, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session =>
            {
                var due = time.GetUtcNow() + (pause < First ? pause : First);
                foreach (var delivery in deliveries)
                {
                    if (session.Outbox.Find(delivery.Id) is { State: DeliveryState.Waiting } current)
                    {
                        session.Outbox.SetState(delivery.Id, DeliveryState.Waiting, current.AnsweredFailures, due, code, sentence);
                        Doubt(session, delivery.Id, inDoubt);
                    }
                }

                return true;
            },
            cancellationToken);

    /// <summary>
    /// A system that issues no receipts took the packet: this node states so itself, naming what that system calls it. Nobody behind it counts as consigned by
    /// that; only its statuses move a recipient's state.
    /// </summary>
    public Task HandedOverAsync(Delivery delivery, string docId, CancellationToken cancellationToken) => SettleAsync(
        delivery,
        DeliveryState.Acknowledged,
        "delivery-handed-over",
        null,
        docId,
        (session, packet, now) =>
        {
            session.VxpLinks.AddSent(new VxpSent(delivery.Link, delivery.Id, docId, now));
            return own.Draft(packet, ReceiptEvent.RelayToNonErds, now, issuedTo: null) with
            {
                Recipients = [.. delivery.Recipients.Select(r => new RecipientOutcome(r.Addressed, r.Delivered, true, docId))],
            };
        },
        cancellationToken);

    /// <summary>Such a system refused the packet for good: the sender's clerk learns it now, from a receipt of this node.</summary>
    public Task RejectedAsync(Delivery delivery, string code, string sentence, CancellationToken cancellationToken) => SettleAsync(
        delivery,
        DeliveryState.Refused,
        "delivery-refused",
        code,
        sentence,
        (_, packet, now) => own.Draft(packet, ReceiptEvent.RelayRejection, now, issuedTo: null) with
        {
            ReasonCode = code,
            Recipients = [.. delivery.Recipients.Select(r => new RecipientOutcome(r.Addressed, r.Delivered, false, code))],
        },
        cancellationToken);

    /// <summary>The neighbour refused the call itself; after several such answers the delivery is parked with its payload and the sender is told.</summary>
    public Task FailedAsync(Delivery delivery, string code, string sentence, bool inDoubt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return store.WriteAsync(
            session =>
            {
                var current = session.Outbox.Find(delivery.Id) ?? delivery;
                if (current.State != DeliveryState.Waiting)
                {
                    return true;
                }

                var now = time.GetUtcNow();
                var failures = current.AnsweredFailures + 1;
                var park = failures >= options.AnsweredFailuresBeforeParking;
                session.Outbox.SetState(
                    delivery.Id,
                    park ? DeliveryState.Dead : DeliveryState.Waiting,
                    failures,
                    now + Backoff.Delay(failures, First, Longest),
                    code,
                    sentence);
                Doubt(session, delivery.Id, inDoubt);
                session.Journal.Append(new JournalEntry(now, park ? "delivery-parked" : "delivery-failed", delivery.Packet, Delivery: delivery.Id, Agency: delivery.Link.Value, From: "Waiting", To: code, Detail: sentence));
                if (park && session.Packets.Find(delivery.Packet) is { } packet)
                {
                    // The sender's clerk learns it now, from a signed receipt, and not at the deadline (field experience: letters stuck at "sent").
                    var receipt = own.Draft(packet, ReceiptEvent.RelayFailure, now, issuedTo: null) with
                    {
                        ReasonCode = code,
                        Delivery = delivery.Id,
                        Recipients = [.. delivery.Recipients.Select(r => new RecipientOutcome(r.Addressed, r.Delivered, false, code))],
                    };
                    tellHome.Run(session, receipt, now);
                }

                return true;
            },
            cancellationToken);
    }

    // Settled by this node's own receipt, once: whoever settled the delivery meanwhile was first.
    private Task<bool> SettleAsync(Delivery delivery, DeliveryState state, string entry, string? code, string detail, Func<ISession, PacketRow, DateTimeOffset, Receipt> draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return store.WriteAsync(
            session =>
            {
                if (session.Outbox.Find(delivery.Id) is not { State: DeliveryState.Waiting } current || session.Packets.Find(delivery.Packet) is not { } packet)
                {
                    return false;
                }

                var now = time.GetUtcNow();
                var issued = tellHome.Run(session, draft(session, packet, now) with { Delivery = delivery.Id, Offer = Core.Packets.Digest.Of(delivery.Offer.Span) }, now);
                session.Outbox.SetState(delivery.Id, state, current.AnsweredFailures, now, code, code is null ? null : detail);
                session.Journal.Append(new JournalEntry(now, entry, delivery.Packet, issued.Digest, delivery.Id, delivery.Link.Value, "Waiting", state.ToString(), Detail: detail));
                return true;
            },
            cancellationToken);
    }

    // What a neighbour may have can no longer be withdrawn: a recall has to follow it (RCL-06).
    private static void Doubt(ISession session, Guid delivery, bool inDoubt)
    {
        if (inDoubt)
        {
            session.Outbox.MarkDoubtful(delivery);
        }
    }
}
