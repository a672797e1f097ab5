using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>The lines of an agency's inbox that a message of this agency speaks of.</summary>
public static class AnsweredItems
{
    /// <summary>
    /// Every line, with its packet: a document, its updates and its recalls share one identifier. Where the agency has no line of its own of what is spoken of, the
    /// lines of those that it stands for are meant (STA-01, REF-06).
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="directory">Knows every agency by each of its codes (LVL-04).</param>
    /// <param name="about">What the message speaks of; without an identifier nothing is found.</param>
    /// <param name="agency">Whose inbox.</param>
    /// <param name="at">Now.</param>
    public static IEnumerable<(InboxItem Item, PacketRow Packet)> Of(ISession session, DirectorySnapshot directory, IEnumerable<ResponseFor> about, OrganId agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(about);
        var answering = directory.FindAgency(agency)?.Code ?? agency;
        return about.Where(static r => r.DocumentId is { Length: > 0 }).SelectMany(named => Lines(session, directory, named, answering, at)).DistinctBy(static l => l.Item.Id);
    }

    private static List<(InboxItem Item, PacketRow Packet)> Lines(ISession session, DirectorySnapshot directory, ResponseFor about, OrganId answering, DateTimeOffset at)
    {
        var lines = from sender in Lineage.Of(directory, about.OrganId, at)
                    from packet in session.Packets.FindByDocument(sender, about.DocumentId!)
                    from item in session.Inbox.ListFor(packet.Digest)
                    where Standing.StandsFor(directory, item.Recipient, answering, at)
                    select (Item: item, Packet: packet);
        List<(InboxItem Item, PacketRow Packet)> found = [.. lines];
        return found.Exists(l => l.Item.Recipient == answering) ? found.FindAll(l => l.Item.Recipient == answering) : found;
    }
}
