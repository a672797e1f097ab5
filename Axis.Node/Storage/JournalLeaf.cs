namespace Axis.Node.Storage;

/// <summary>One leaf: the canonical bytes that are hashed.</summary>
public sealed record JournalLeaf(long Index, ReadOnlyMemory<byte> Bytes);
