using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What passed between this node and the VXP servers that it is a client of.</summary>
public interface IVxpLinkItems
{
    VxpArrival? Find(NodeId link, string docId);

    /// <summary>Adds or replaces the row of (link, item).</summary>
    void Put(VxpArrival arrival);

    /// <summary>Items whose outcome the server is still to be told, and may be told by now; those that are due longest first.</summary>
    IReadOnlyList<VxpArrival> Untold(NodeId link, DateTimeOffset due, int limit);

    /// <summary>Items that wait and may be tried by now, whether the server lists them or not; those that are due longest first.</summary>
    IReadOnlyList<VxpArrival> Due(NodeId link, DateTimeOffset due, int limit);

    /// <summary>Items that did not come to a good end: those that wait and those that were given up, as first listed.</summary>
    IReadOnlyList<VxpArrival> Troubled(NodeId link, int limit);

    /// <summary>
    /// Remembers that this content came over the link for the receiver; <c>false</c> when it came before, in whatever spelling (edXML §13), and nothing changes.
    /// </summary>
    bool AddContent(NodeId link, Digest content, OrganId receiver, Digest packet, DateTimeOffset at);

    /// <summary>Remembers how the server names a packet; a repeat changes nothing.</summary>
    void AddSent(VxpSent sent);

    VxpSent? FindSent(NodeId link, Guid delivery);

    /// <summary>What was handed to the server since an instant, newest first.</summary>
    IReadOnlyList<VxpSent> ListSent(NodeId link, DateTimeOffset since, int limit);

    /// <summary>Whether the server's name for a packet is one that this node was given.</summary>
    bool IsSent(NodeId link, string docId);

    VxpCounts Counts(NodeId link);
}
