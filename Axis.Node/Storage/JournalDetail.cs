namespace Axis.Node.Storage;

/// <summary>What the leaf of an entry states only by SHA-256(salt ‖ text).</summary>
/// <param name="Salt">Random bytes, so that a short text cannot be guessed from the hash after it was purged.</param>
/// <param name="Text">Names, subject, reason.</param>
public sealed record JournalDetail(ReadOnlyMemory<byte> Salt, string Text);
