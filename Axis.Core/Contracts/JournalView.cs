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
public sealed record JournalVerification(bool Ok, long Entries, int Heads, long SealedEntries, string? Root, string? Failure)
{
    /// <summary>The neighbours and what they hold of this journal.</summary>
    public IReadOnlyList<JournalWitness> Witnesses { get; init; } = [];

    /// <summary>Vietnamese sentences on what is explained and still worth knowing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What one neighbour holds of this journal.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="Heads">Number of heads compared.</param>
/// <param name="TreeSize">Entries under the largest of them in the log in force; <c>null</c> when it holds none.</param>
/// <param name="Remark">Vietnamese: why it could not be asked; <c>null</c> when it could.</param>
public sealed record JournalWitness(string Neighbour, int Heads, long? TreeSize, string? Remark);
