using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Deliveries that neighbours made to this node. Unique key: (neighbour, delivery id).</summary>
public interface IArrivals
{
    /// <summary>Adds the arrival.</summary>
    /// <exception cref="DuplicateArrivalException">The unique key (neighbour, delivery id) is taken; only this violation is a duplicate.</exception>
    void Add(Arrival arrival);

    Arrival? Find(NodeId neighbour, Guid delivery);

    /// <summary>All arrivals of one packet, oldest first: where its receipts go home to.</summary>
    IReadOnlyList<Arrival> ListFor(Digest packet);

    /// <summary>Arrivals from a neighbour since an instant, oldest first, paged by (time, delivery).</summary>
    IReadOnlyList<Arrival> ListSince(NodeId neighbour, DateTimeOffset at, Guid after, int limit);

    /// <summary>A partial upload (resumable bytes).</summary>
    PartialUpload? FindPartial(NodeId neighbour, Guid delivery);

    void PutPartial(PartialUpload partial);

    void RemovePartial(NodeId neighbour, Guid delivery);

    /// <summary>Whether an upload names the partial file.</summary>
    bool NamesPartial(string fileName);

    /// <summary>Sum of the sizes offered in partial uploads of a neighbour (quota).</summary>
    long PartialBytes(NodeId neighbour);

    IReadOnlyList<PartialUpload> ExpiredPartials(DateTimeOffset before);
}
