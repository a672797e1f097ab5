using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One delivery received.</summary>
/// <param name="Neighbour">Who handed it over.</param>
/// <param name="Delivery">Its delivery id.</param>
/// <param name="Offer">SHA-256 of the canonical offer.</param>
/// <param name="Packet">The packet.</param>
/// <param name="At">When.</param>
/// <param name="Receipts">The receipts that answered it; a repeat gets the same.</param>
/// <param name="Via">Nodes passed before, oldest first.</param>
/// <param name="Recipients">As addressed.</param>
/// <param name="OfferBytes">The canonical offer, to give back to a neighbour that has forgotten it; empty for deliveries of before it was kept.</param>
public sealed record Arrival(
    NodeId Neighbour,
    Guid Delivery,
    Digest Offer,
    Digest Packet,
    DateTimeOffset At,
    IReadOnlyList<Digest> Receipts,
    IReadOnlyList<NodeId> Via,
    IReadOnlyList<OrganId> Recipients,
    ReadOnlyMemory<byte> OfferBytes = default);
