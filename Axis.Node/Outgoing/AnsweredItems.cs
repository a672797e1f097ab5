using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>The lines of an agency's inbox that a message of this agency speaks of.</summary>
public static class AnsweredItems
{
    /// <summary>Every line, with its packet: a document, its updates and its recalls share one identifier.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="about">What the message speaks of; without an identifier nothing is found.</param>
    /// <param name="agency">Whose inbox.</param>
    public static IEnumerable<(InboxItem Item, PacketRow Packet)> Of(ISession session, IEnumerable<ResponseFor> about, OrganId agency)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(about);
        return from named in about
               where named.DocumentId is { Length: > 0 }
               from packet in session.Packets.FindByDocument(named.OrganId, named.DocumentId!)
               from item in session.Inbox.ListFor(packet.Digest)
               where item.Recipient == agency
               select (item, packet);
    }
}
