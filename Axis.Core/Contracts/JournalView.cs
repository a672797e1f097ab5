namespace Axis.Core.Contracts;

/// <summary>One journal entry for people.</summary>
public sealed record JournalLineView(
    long Index,
    DateTimeOffset At,
    string Kind,
    string? Packet,
    string? Receipt,
    Guid? Delivery,
    string? Agency,
    string? Actor,
    string? From,
    string? To,
    string? Detail);

/// <summary>Result of verifying the journal against its sealed heads.</summary>
/// <param name="Ok">Whether every sealed head equals the root recomputed from the leaves, and every seal is genuine.</param>
/// <param name="Entries">Entries read.</param>
/// <param name="Heads">Heads checked.</param>
/// <param name="SealedEntries">Entries under the last good head.</param>
/// <param name="Root">Root at that head.</param>
/// <param name="Failure">Vietnamese sentence on the first thing that does not fit.</param>
public sealed record JournalVerification(bool Ok, long Entries, int Heads, long SealedEntries, string? Root, string? Failure);
