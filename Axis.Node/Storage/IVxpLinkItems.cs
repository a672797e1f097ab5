using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What passed between this node and the VXP servers that it is a client of.</summary>
public interface IVxpLinkItems
{
    VxpArrival? Find(NodeId link, string docId);

    /// <summary>Adds or replaces the row of (link, item).</summary>
    void Put(VxpArrival arrival);

    /// <summary>Items whose outcome the server is still to be told, oldest first.</summary>
    IReadOnlyList<VxpArrival> Untold(NodeId link, int limit);

    /// <summary>
    /// Remembers that this content came over the link for the receiver; <c>false</c> when it came before, in whatever spelling (edXML §13), and nothing changes.
    /// </summary>
    bool AddContent(NodeId link, Digest content, OrganId receiver, Digest packet, DateTimeOffset at);

    /// <summary>The packet in which a content came first for the receiver.</summary>
    Digest? FindContent(NodeId link, Digest content, OrganId receiver);

    /// <summary>Remembers how the server names a packet; a repeat changes nothing.</summary>
    void AddSent(VxpSent sent);

    VxpSent? FindSent(NodeId link, Guid delivery);

    /// <summary>What was handed to the server since an instant, newest first.</summary>
    IReadOnlyList<VxpSent> ListSent(NodeId link, DateTimeOffset since, int limit);

    /// <summary>Whether the server's name for a packet is one that this node was given.</summary>
    bool IsSent(NodeId link, string docId);

    VxpCounts Counts(NodeId link);
}
