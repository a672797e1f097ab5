namespace Axis.Node.Storage;

/// <summary>One log of the journal. A node has one as long as its store is never put back to an older state; each epoch has its own.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Epoch">The epoch (UUID), which names the log to neighbours.</param>
/// <param name="FirstIndex">Index of its first entry among all entries of the journal.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record JournalLog(int Number, string Epoch, long FirstIndex, DateTimeOffset StartedAt);
