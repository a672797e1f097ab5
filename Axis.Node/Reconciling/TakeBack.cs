using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Reconciling;

/// <summary>
/// Takes back a delivery that this node made and has forgotten: the neighbour shows the offer, its own signed receipt for it, and the packet. Verified like any
/// packet; written down as given, never sent again.
/// </summary>
public sealed class TakeBack(
    IStore store, IPacketFiles files, StoreBytes room, LimitOptions limits, LiveDirectory directory, Verify verify, VerifyReceipt receipts, ReturnReceipts returning, RestoreSubmission restore, TimeProvider time)
{
    private const string ReconciledCode = "RECONCILED";

    /// <summary>Whether the frame shows a document or status of an agency hosted here that this store does not have.</summary>
    public bool IsOwn(DeliveryFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var offer = Offer.Parse(frame.OfferBytes);
        return store.Read(s => s.Packets.Find(offer.Packet)) is null && IsHostedHere(offer.From) && IsAcknowledged(frame, offer);
    }

    /// <summary>Takes the delivery back.</summary>
    /// <param name="neighbour">Who has it.</param>
    /// <param name="entry">What it told.</param>
    /// <param name="frame">Offer, receipts, and the packet when it is small.</param>
    /// <param name="content">The packet's bytes from an offset on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="LinkException">It proves nothing, or is too large; nothing was kept. <c>DISK_RESERVE</c>: to be tried again.</exception>
    public async Task RunAsync(Neighbour neighbour, TrafficEntry entry, DeliveryFrame frame, Func<long, Task<Stream>> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(content);
        var offer = Offer.Parse(frame.OfferBytes);
        if (offer.Delivery != entry.Delivery || offer.Via[^1] != directory.Self || offer.Via.Contains(neighbour.Id) || !IsAcknowledged(frame, offer) || !LiesBehind(neighbour.Id, offer) || !CameFromHere(offer))
        {
            throw new LinkException(LinkErrors.ReceiptNotOwned);
        }

        // The neighbour signs its own receipt, so nothing so far says that the packet ever was: its bytes come under the same limits as anybody's.
        if (offer.Size > limits.MaxPacketBytes)
        {
            throw new LinkException(LinkErrors.TooLarge);
        }

        room.EnsureRoom(offer);
        var bytes = await BytesAsync(offer, frame, content, cancellationToken).ConfigureAwait(false);
        var offered = new AuthenticatedOffer(neighbour, offer, frame.OfferBytes, Digest.Of(frame.OfferBytes.Span));

        // What was submitted here may have recipients hosted here too, whom no offer names.
        var packet = await verify.RunAsync(offered, verify.Sound(frame.Attestations, offer.Packet), bytes, IsHostedHere(offer.From), cancellationToken).ConfigureAwait(false);
        if (packet.Decision.Action is not (TransportAction.Deliver or TransportAction.Hold)
            || packet.Message is null
            || OfferRules.Fault(offer, packet.Message, packet.Vouched, null) is not null)
        {
            throw new LinkException(LinkErrors.OfferWiderThanPacket);
        }

        var at = Told(frame, offer);
        await store.WriteAsync(session => Commit(session, neighbour.Id, frame, offer, packet, at), cancellationToken).ConfigureAwait(false);
        await returning.RunAsync(neighbour.Id, frame.Attestations, null, cancellationToken).ConfigureAwait(false);
    }

    private bool Commit(ISession session, NodeId neighbour, DeliveryFrame frame, Offer offer, JudgedPacket packet, DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        if (session.Outbox.Find(offer.Delivery) is not null)
        {
            return false;
        }

        var own = IsHostedHere(offer.From);
        var added = session.Packets.Add(packet.Row with { StoredAt = at, Submission = own ? Guid.CreateVersion7(at) : null }, packet.Inline);
        session.Outbox.Add(new Delivery(
            offer.Delivery, offer.Packet, neighbour, offer.Priority, offer.Recipients, frame.OfferBytes, at, DeliveryState.Acknowledged, 1, 0, now, null, null));
        session.Journal.Append(new JournalEntry(now, "delivery-taken-back", offer.Packet, Delivery: offer.Delivery, Agency: neighbour.Value, To: nameof(DeliveryState.Acknowledged)));
        WithdrawDoubles(session, neighbour, offer, now);
        if (own && added)
        {
            restore.Run(session, packet with { Row = session.Packets.Find(offer.Packet)! }, neighbour, offer, at, now);
        }

        return true;
    }

    // The same packet may wait for this neighbour under another id, owed anew before the neighbour told that it has it.
    private static void WithdrawDoubles(ISession session, NodeId neighbour, Offer offer, DateTimeOffset now)
    {
        var has = offer.Recipients.Select(static r => r.Addressed).ToHashSet();
        foreach (var twice in session.Outbox.ListFor(offer.Packet))
        {
            if (twice.Link == neighbour && twice.Id != offer.Delivery && twice.State == DeliveryState.Waiting && twice.Recipients.All(r => has.Contains(r.Addressed)))
            {
                session.Outbox.SetState(twice.Id, DeliveryState.Withdrawn, twice.AnsweredFailures, now, ReconciledCode, "Nút láng giềng đã có gói tin này từ trước khi khôi phục.");
                session.Journal.Append(new JournalEntry(now, "delivery-withdrawn", twice.Packet, Delivery: twice.Id, Agency: neighbour.Value, From: "Waiting", To: ReconciledCode));
            }
        }
    }

    private bool IsHostedHere(OrganId agency) => directory.Snapshot.FindAgency(agency)?.Host == directory.Self;

    private bool IsAcknowledged(DeliveryFrame frame, Offer offer) => Answers(frame, offer).Any();

    private DateTimeOffset Told(DeliveryFrame frame, Offer offer) => Answers(frame, offer).Min(static r => r.Time);

    // The neighbour's own signed answer to exactly this offer.
    private IEnumerable<Receipt> Answers(DeliveryFrame frame, Offer offer)
    {
        var digest = Digest.Of(frame.OfferBytes.Span);
        return frame.Attestations.Select(receipts.Run).OfType<ReceiptCheck.Valid>().Select(static r => r.Content)
            .Where(r => r.HandedOverBy == directory.Self && r.Issuer != directory.Self && r.Delivery == offer.Delivery && r.Offer == digest && r.Packet == offer.Packet);
    }

    // Nobody behind this neighbour was ever given something by this node for somebody who does not lie there.
    private bool LiesBehind(NodeId neighbour, Offer offer) => offer.Recipients.All(r =>
        directory.Snapshot.FindAgency(r.Delivered)?.Host is { } host && (host == neighbour || directory.Routes.Tree.Next(directory.Self, host) == neighbour || directory.FindNeighbour(neighbour)?.Relation == NeighbourRelation.Peer));

    // What this node gives is its own agencies', or was handed over by a neighbour that may speak for the sender.
    private bool CameFromHere(Offer offer) => IsHostedHere(offer.From)
        ? offer.Via.Count == 1
        : offer.Via.Count > 1 && directory.Routes.CheckHandOver(offer.Via[^2], offer.From) == HandOver.Allowed;

    private async Task<PacketBytes> BytesAsync(Offer offer, DeliveryFrame frame, Func<long, Task<Stream>> content, CancellationToken cancellationToken)
    {
        if (store.Read(s => s.Packets.Find(offer.Packet)) is not null)
        {
            return new PacketBytes.Known();
        }

        if (!frame.Packet.IsEmpty)
        {
            return frame.Packet.Length == offer.Size && Digest.Of(frame.Packet.Span) == offer.Packet ? new PacketBytes.Small(frame.Packet) : throw new LinkException(LinkErrors.WrongDigest);
        }

        var stream = await content(0).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await KeepAsync(offer, stream, cancellationToken).ConfigureAwait(false);
        }

        return new PacketBytes.Kept();
    }

    private async Task KeepAsync(Offer offer, Stream body, CancellationToken cancellationToken)
    {
        var file = files.CreateTemporary();
        try
        {
            if (await HashedCopy.RunAsync(body, file, offer.Size, cancellationToken).ConfigureAwait(false) != offer.Packet)
            {
                throw new LinkException(LinkErrors.WrongDigest);
            }
        }
        catch
        {
            files.Discard(file);
            throw;
        }

        await files.KeepAsync(file, offer.Packet, cancellationToken).ConfigureAwait(false);
    }
}
