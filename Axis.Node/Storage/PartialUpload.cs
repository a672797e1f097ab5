using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Bytes of a large packet on their way in.</summary>
/// <param name="OfferBytes">The canonical offer.</param>
/// <param name="FileName">Name of the partial file in the incoming folder.</param>
/// <param name="Offset">Bytes stored so far (durable).</param>
public sealed record PartialUpload(NodeId Neighbour, Guid Delivery, ReadOnlyMemory<byte> OfferBytes, string FileName, long Size, long Offset, DateTimeOffset ExpiresAt);
