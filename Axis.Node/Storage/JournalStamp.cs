namespace Axis.Node.Storage;

/// <summary>A timestamp over the seal of a journal head: everything under that head existed at its time.</summary>
/// <param name="Log">Number of the log.</param>
/// <param name="TreeSize">Size of the head.</param>
/// <param name="Token">The token (RFC 3161, DER) over the SHA-256 of the head's seal.</param>
/// <param name="Time">Its genTime.</param>
public sealed record JournalStamp(int Log, long TreeSize, ReadOnlyMemory<byte> Token, DateTimeOffset Time);
