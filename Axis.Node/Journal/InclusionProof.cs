using Axis.Core.Packets;

namespace Axis.Node.Journal;

/// <summary>Shows that an entry stands in the log under a sealed head (RFC 6962 §2.1.1).</summary>
/// <param name="Index">The entry.</param>
/// <param name="TreeSize">Size of the tree under the head.</param>
/// <param name="Leaf">The entry's canonical bytes.</param>
/// <param name="Path">Audit path from the leaf to the root.</param>
public sealed record InclusionProof(long Index, long TreeSize, ReadOnlyMemory<byte> Leaf, IReadOnlyList<Digest> Path);
