using Axis.Core.Packets;

namespace Axis.Core.Receipts;

/// <summary>
/// A receipt as it travels: its canonical bytes, and beside them its place under a seal (docs/protocol.md §6, RFC 6962 tree over receipt bytes).
/// </summary>
/// <param name="Bytes">The receipt's canonical XML.</param>
/// <param name="Index">Leaf index in the sealed tree.</param>
/// <param name="Path">Audit path from the leaf to the root.</param>
/// <param name="Seal">The seal's bytes (XML with an XML signature).</param>
public sealed record SealedReceipt(ReadOnlyMemory<byte> Bytes, long Index, IReadOnlyList<Digest> Path, ReadOnlyMemory<byte> Seal)
{
    /// <summary>Identity of the receipt.</summary>
    public Digest Digest { get; } = Digest.Of(Bytes.Span);

    /// <summary>Identity of the seal.</summary>
    public Digest SealDigest { get; } = Digest.Of(Seal.Span);
}
