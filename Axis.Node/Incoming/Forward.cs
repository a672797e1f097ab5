using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>Forward: owes the packet to every link behind which recipients lie; one crossing per link, whatever the number of recipients.</summary>
public sealed class Forward(RoutePacket route, DispatchQueue queue, LiveDirectory directory, LinkSignals signals)
{
    /// <summary>How long a delivery that goes out at once is left alone by those who look for due ones.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Owes the deliveries and answers for whom.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="links">The links and who lies behind them.</param>
    /// <param name="via">Nodes passed before this one.</param>
    /// <param name="priority">0…4.</param>
    /// <param name="at">Now.</param>
    public IReadOnlyList<RecipientOutcome> Run(ISession session, JudgedPacket packet, IReadOnlyList<LinkRecipients> links, IReadOnlyList<NodeId> via, int priority, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(links);
        var outcomes = new List<RecipientOutcome>();
        var owed = links.Count == 0 ? [] : session.Outbox.ListFor(packet.Row.Digest);
        var identity = new PacketIdentity(packet.Row.Digest, packet.Row.Size, packet.Row.Kind, packet.Row.From);
        foreach (var link in links)
        {
            outcomes.AddRange(link.Recipients.Select(static r => new RecipientOutcome(r.Addressed, r.Delivered, true)));

            // What is already owed or done over this link is not owed again: a repeat under a new delivery is harmless.
            var known = owed.Where(d => d.Link == link.Neighbour).SelectMany(static d => d.Recipients).Select(static r => r.Addressed).ToHashSet();
            var fresh = link.Recipients.Where(r => !known.Contains(r.Addressed)).ToList();
            if (fresh.Count == 0)
            {
                continue;
            }

            // A small packet goes out from memory at once; a large one is read from its file under a lease, and a node that fetches finds the row.
            var carried = packet.Inline is { } small && small.Length <= DeliveryFrame.RideAlongBytes ? small : default;
            var atOnce = !carried.IsEmpty && directory.FindNeighbour(link.Neighbour) is { Fetches: false } && queue.HasRoom(link.Neighbour);
            var delivery = route.Owe(identity, link with { Recipients = fresh }, via, priority, at, atOnce ? at + Grace : at);
            session.Outbox.Add(delivery);
            session.Journal.Append(new JournalEntry(at, "delivery-owed", packet.Row.Digest, Delivery: delivery.Id, Agency: link.Neighbour.Value, To: "Waiting"));
            if (atOnce)
            {
                session.AfterCommit(() => queue.Put(new FreshDelivery(delivery, carried)));
            }
            else
            {
                session.AfterCommit(() => signals.Set(delivery.Link));
            }
        }

        return outcomes;
    }
}
