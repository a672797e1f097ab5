using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Deliveries that neighbours made to this node. Unique key: (neighbour, delivery id) (promise 3).</summary>
public interface IArrivals
{
    /// <summary>Adds the arrival.</summary>
    /// <exception cref="DuplicateArrivalException">The unique key (neighbour, delivery id) is taken; only this violation is a duplicate.</exception>
    void Add(Arrival arrival);

    Arrival? Find(NodeId neighbour, Guid delivery);

    /// <summary>All arrivals of one packet, oldest first: where its receipts go home to.</summary>
    IReadOnlyList<Arrival> ListFor(Digest packet);

    /// <summary>A partial upload (resumable bytes).</summary>
    PartialUpload? FindPartial(NodeId neighbour, Guid delivery);

    void PutPartial(PartialUpload partial);

    void RemovePartial(NodeId neighbour, Guid delivery);

    /// <summary>Sum of the sizes offered in partial uploads of a neighbour (quota).</summary>
    long PartialBytes(NodeId neighbour);

    IReadOnlyList<PartialUpload> ExpiredPartials(DateTimeOffset before);
}

/// <summary>One delivery received.</summary>
/// <param name="Neighbour">Who handed it over.</param>
/// <param name="Delivery">Its delivery id.</param>
/// <param name="Offer">SHA-256 of the canonical offer.</param>
/// <param name="Packet">The packet.</param>
/// <param name="At">When.</param>
/// <param name="Receipts">The receipts that answered it; a repeat gets the same.</param>
/// <param name="Via">Nodes passed before, oldest first.</param>
/// <param name="Recipients">As addressed.</param>
public sealed record Arrival(
    NodeId Neighbour,
    Guid Delivery,
    Digest Offer,
    Digest Packet,
    DateTimeOffset At,
    IReadOnlyList<Digest> Receipts,
    IReadOnlyList<NodeId> Via,
    IReadOnlyList<OrganId> Recipients);

/// <summary>Bytes of a large packet on their way in.</summary>
/// <param name="OfferBytes">The canonical offer.</param>
/// <param name="FileName">Name of the partial file in the incoming folder.</param>
/// <param name="Offset">Bytes stored so far (durable).</param>
public sealed record PartialUpload(NodeId Neighbour, Guid Delivery, ReadOnlyMemory<byte> OfferBytes, string FileName, long Size, long Offset, DateTimeOffset ExpiresAt);

/// <summary>The named key (neighbour, delivery id) is taken.</summary>
public sealed class DuplicateArrivalException : Exception
{
    public DuplicateArrivalException()
    {
    }

    public DuplicateArrivalException(string message)
        : base(message)
    {
    }

    public DuplicateArrivalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
