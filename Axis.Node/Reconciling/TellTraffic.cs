using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Reconciling;

/// <summary>
/// The answering side: tells a neighbour what passed between the two, and gives it back. As strict as deliveries are: only what that neighbour gave to this node
/// or was given by it, and of the receipts only those that are its own or speak of nobody but the recipients it handed over.
/// </summary>
public sealed class TellTraffic(IStore store, IPacketFiles files)
{
    /// <summary>One page.</summary>
    /// <param name="neighbour">Who asks.</param>
    /// <param name="since">From when on, by this node's clock.</param>
    /// <param name="after">Where the page begins, or <c>null</c>.</param>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public TrafficPage Page(NodeId neighbour, DateTimeOffset since, string? after)
    {
        var cursor = string.IsNullOrEmpty(after) ? TrafficCursor.Start(since) : TrafficCursor.Parse(after);
        return store.Read(session =>
        {
            // In the order in which they happened, both directions together: an answer must find what it answers, and a recall the answer that was given before it.
            var given = session.Outbox.ListSettled(neighbour, cursor.Given.At, cursor.Given.Delivery, TrafficPage.MaxEntries).Select(static d => (At: d.DueAt, Given: (Delivery?)d, Taken: (Arrival?)null));
            var taken = session.Arrivals.ListSince(neighbour, cursor.Taken.At, cursor.Taken.Delivery, TrafficPage.MaxEntries).Select(static a => (a.At, Given: (Delivery?)null, Taken: (Arrival?)a));
            var (entries, next) = (new List<TrafficEntry>(), cursor);
            foreach (var (at, delivery, arrival) in given.Concat(taken).OrderBy(static e => e.At).Take(TrafficPage.MaxEntries))
            {
                if (delivery is not null)
                {
                    entries.Add(new TrafficEntry(TrafficDirection.Given, delivery.Id, delivery.Packet.ToString(), [.. OfGiven(session, delivery).Select(static r => r.Digest.ToString())]));
                    next = next with { Given = new TrafficPoint(at, delivery.Id) };
                }
                else if (arrival is not null)
                {
                    entries.Add(new TrafficEntry(TrafficDirection.Taken, arrival.Delivery, arrival.Packet.ToString(), [.. OfTaken(session, arrival).Select(static r => r.Digest.ToString())]));
                    next = next with { Taken = new TrafficPoint(at, arrival.Delivery) };
                }
            }

            return new TrafficPage(entries, entries.Count == TrafficPage.MaxEntries ? next.ToString() : null);
        });
    }

    /// <summary>One delivery with its receipts, from one of them on, and with the packet when it is small.</summary>
    /// <exception cref="LinkException"><c>DELIVERY_UNKNOWN</c>: not one between these two nodes, or not to be given back.</exception>
    public DeliveryFrame Frame(NodeId neighbour, TrafficDirection direction, Guid delivery, int skip) => store.Read(session =>
    {
        var (offer, packet, receipts) = direction == TrafficDirection.Given ? Given(session, neighbour, delivery) : Taken(session, neighbour, delivery);
        var small = session.Packets.Find(packet) is { Inline: true } row && row.Size <= DeliveryFrame.RideAlongBytes ? session.Packets.ReadInline(packet) : null;
        return new DeliveryFrame(offer, [.. receipts.Skip(Math.Max(0, skip)).Take(MaxReceipts)], small);
    });

    /// <summary>The bytes of a packet that this neighbour gave or was given.</summary>
    /// <exception cref="LinkException"><c>DELIVERY_UNKNOWN</c>, <c>PAYLOAD_MISSING</c>.</exception>
    public Stream Open(NodeId neighbour, TrafficDirection direction, Guid delivery)
    {
        var (row, small) = store.Read(session =>
        {
            var packet = (direction == TrafficDirection.Given ? Given(session, neighbour, delivery) : Taken(session, neighbour, delivery)).Packet;
            return (session.Isolations.IsWithheld(packet) ? null : session.Packets.Find(packet), session.Packets.ReadInline(packet));
        });
        if (row is null || (row.Inline && small is null))
        {
            throw new LinkException(LinkErrors.PayloadMissing);
        }

        try
        {
            return files.Open(row.Digest, row.Inline ? small : (ReadOnlyMemory<byte>?)null);
        }
        catch (FileNotFoundException e)
        {
            throw new LinkException(LinkErrors.PayloadMissing, e);
        }
    }

    /// <summary>Receipts in one answer; more are asked for.</summary>
    public const int MaxReceipts = 500;

    private static (ReadOnlyMemory<byte> Offer, Digest Packet, IEnumerable<SealedReceipt> Receipts) Given(ISession session, NodeId neighbour, Guid id) =>
        session.Outbox.Find(id) is { State: DeliveryState.Acknowledged or DeliveryState.Refused } delivery && delivery.Link == neighbour
            ? (delivery.Offer, delivery.Packet, OfGiven(session, delivery))
            : throw new LinkException(LinkErrors.UnknownDelivery);

    private static (ReadOnlyMemory<byte> Offer, Digest Packet, IEnumerable<SealedReceipt> Receipts) Taken(ISession session, NodeId neighbour, Guid id) =>
        session.Arrivals.Find(neighbour, id) is { OfferBytes.IsEmpty: false } arrival
            ? (arrival.OfferBytes, arrival.Packet, OfTaken(session, arrival))
            : throw new LinkException(LinkErrors.UnknownDelivery);

    // What the neighbour itself acknowledged this delivery with.
    private static IEnumerable<SealedReceipt> OfGiven(ISession session, Delivery delivery) =>
        session.Receipts.ListFor(delivery.Packet).Where(r => ReceiptXml.Read(r.Bytes.Span) is var content && content.Issuer == delivery.Link && content.Delivery == delivery.Id);

    // What was or is to be passed home to the neighbour: nothing of its own, nothing of a node before it, nobody else's recipients.
    private static IEnumerable<SealedReceipt> OfTaken(ISession session, Arrival arrival)
    {
        var theirs = session.Arrivals.ListFor(arrival.Packet).Where(a => a.Neighbour == arrival.Neighbour).SelectMany(static a => a.Recipients).ToHashSet();
        return session.Receipts.ListFor(arrival.Packet).Where(r =>
            ReceiptXml.Read(r.Bytes.Span) is var content
            && !arrival.Via.Contains(content.Issuer)
            && (content.HandedOverBy != arrival.Neighbour || content.Delivery == arrival.Delivery)
            && content.Recipients.All(o => theirs.Contains(o.Addressed)));
    }
}
