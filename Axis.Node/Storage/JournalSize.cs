namespace Axis.Node.Storage;

/// <summary>Sizes of the log.</summary>
public sealed record JournalSize(long Appended, long Sealed);
