namespace Axis.Node.Storage;

/// <summary>An entry for people.</summary>
public sealed record JournalLine(long Index, JournalEntry Entry);
