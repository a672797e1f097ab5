using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>Return = VerifyReceipt → Track → PassOn, for a batch of receipts that came over one link; ends at one durable commit.</summary>
public sealed class ReturnReceipts(VerifyReceipt verify, Track track, PassOn passOn, LiveDirectory directory, IStore store, TimeProvider time)
{
    /// <summary>Takes the receipts.</summary>
    /// <param name="from">The neighbour they came from: only receipts on deliveries given to it count.</param>
    /// <param name="receipts">The batch.</param>
    /// <param name="answered">The delivery that they answer, if they came as its answer.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    public async Task<ReturnOutcome> RunAsync(NodeId from, IReadOnlyList<SealedReceipt> receipts, Delivery? answered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        var refused = new List<RefusedReceipt>();
        var valid = new List<ReceiptCheck.Valid>(receipts.Count);
        foreach (var receipt in receipts)
        {
            switch (verify.Run(receipt))
            {
                case ReceiptCheck.Valid ok:
                    valid.Add(ok);
                    break;
                case ReceiptCheck.Refused no:
                    refused.Add(new RefusedReceipt(receipt.Digest.ToString(), no.Code, no.Retryable));
                    break;
            }
        }

        var outcome = await store.WriteAsync(session => Commit(session, from, valid, refused, answered), cancellationToken).ConfigureAwait(false);
        JourneyMeter.Receipts(outcome.Kept, outcome.Refused.Count);
        return outcome;
    }

    private ReturnOutcome Commit(ISession session, NodeId from, List<ReceiptCheck.Valid> valid, List<RefusedReceipt> refusedBefore, Delivery? answered)
    {
        var now = time.GetUtcNow();
        var refused = new List<RefusedReceipt>(refusedBefore);
        var given = new Dictionary<Digest, Given>();
        var kept = new List<ReceiptCheck.Valid>(valid.Count);
        foreach (var receipt in valid)
        {
            var (sealedReceipt, content, _) = receipt;
            if (!given.TryGetValue(content.Packet, out var theirs))
            {
                var deliveries = session.Outbox.ListFor(content.Packet).Where(d => d.Link == from).ToList();
                given[content.Packet] = theirs = new Given(
                    deliveries.SelectMany(static d => d.Recipients).Select(static r => r.Addressed).ToHashSet(),
                    deliveries.ToDictionary(static d => d.Id, static d => Digest.Of(d.Offer.Span)));
            }

            if (!theirs.Owns(content, from, directory.Self))
            {
                refused.Add(new RefusedReceipt(sealedReceipt.Digest.ToString(), LinkErrors.ReceiptNotOwned.Code, false));
                continue;
            }

            // Who may say what follows from the sender and the kind that the receipt names: they are the packet's, not the issuer's choice.
            if (session.Packets.Find(content.Packet) is { } packet && (content.From != packet.From || content.PacketKind != packet.Kind))
            {
                refused.Add(new RefusedReceipt(sealedReceipt.Digest.ToString(), LinkErrors.ReceiptInvalid.Code, false));
                continue;
            }

            kept.Add(receipt);
            if (session.Receipts.Keep(sealedReceipt, content, now))
            {
                track.Run(session, content, sealedReceipt.Digest, now);
                passOn.Run(session, content, sealedReceipt.Digest, from, now);
                session.Journal.Append(new JournalEntry(now, "receipt-kept", content.Packet, sealedReceipt.Digest, content.Delivery, from.Value, content.Issuer.Value, To: content.Event.ToString()));
            }
        }

        foreach (var receipt in refused)
        {
            session.Journal.Append(new JournalEntry(now, "receipt-refused", Receipt: Digest.Parse(receipt.Receipt), Agency: from.Value, To: receipt.Code));
        }

        return new ReturnOutcome(kept.Count, refused, answered is null ? null : Settle(session, from, answered, kept, now));
    }

    // The delivery is done when receipts that are kept, of the neighbour itself, on this delivery and this offer, speak of every recipient.
    private static DeliveryState? Settle(ISession session, NodeId from, Delivery delivery, List<ReceiptCheck.Valid> kept, DateTimeOffset now)
    {
        var offer = Digest.Of(delivery.Offer.Span);
        var open = delivery.Recipients.Select(static r => r.Addressed).ToHashSet();
        var accepted = false;
        RecipientOutcome? refusal = null;
        foreach (var (_, content, _) in kept)
        {
            if (content.Issuer != from || content.Delivery != delivery.Id || content.Offer != offer || content.Packet != delivery.Packet)
            {
                continue;
            }

            foreach (var outcome in content.Recipients)
            {
                open.Remove(outcome.Addressed);
                accepted |= outcome.Accepted;
                refusal = outcome.Accepted ? refusal : outcome;
            }
        }

        if (open.Count > 0)
        {
            return null;
        }

        var state = accepted ? DeliveryState.Acknowledged : DeliveryState.Refused;
        session.Outbox.SetState(delivery.Id, state, delivery.AnsweredFailures, now, refusal?.Code, null);
        session.Journal.Append(new JournalEntry(now, accepted ? "delivery-acknowledged" : "delivery-refused", delivery.Packet, Delivery: delivery.Id, Agency: from.Value, From: "Waiting", To: state.ToString()));
        return state;
    }
}

/// <summary>What was given to one neighbour of one packet.</summary>
/// <param name="Recipients">For whom.</param>
/// <param name="Offers">Deliveries and the digests of their offers.</param>
internal sealed record Given(HashSet<OrganId> Recipients, IReadOnlyDictionary<Guid, Digest> Offers)
{
    /// <summary>
    /// Whether the receipt speaks of nobody else, and, when the neighbour acknowledges a delivery of this node, of one that it was given under the offer that was
    /// made. Deliveries between other nodes are not known here.
    /// </summary>
    public bool Owns(Receipt content, NodeId neighbour, NodeId self) =>
        content.Recipients.All(r => Recipients.Contains(r.Addressed))
        && (content.Issuer != neighbour || content.HandedOverBy != self || (content.Delivery is { } delivery && Offers.TryGetValue(delivery, out var offer) && offer == content.Offer));
}

/// <summary>What became of a batch.</summary>
/// <param name="Kept">Receipts that are here now.</param>
/// <param name="Refused">Those that are not accepted.</param>
/// <param name="Settled">State of the answered delivery; <c>null</c> when the receipts do not settle it.</param>
public sealed record ReturnOutcome(int Kept, IReadOnlyList<RefusedReceipt> Refused, DeliveryState? Settled);
