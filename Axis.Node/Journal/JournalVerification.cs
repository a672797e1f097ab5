namespace Axis.Node.Journal;

/// <summary>What checking a whole journal gave.</summary>
/// <param name="Entries">Entries looked at.</param>
/// <param name="SealedEntries">Entries under a head that was found right.</param>
/// <param name="Heads">Heads looked at.</param>
/// <param name="PurgedDetails">Details that are gone, with a purge entry for each.</param>
/// <param name="FirstWrongIndex">The first entry that is not as it was written; <c>null</c> when all are.</param>
/// <param name="Problems">Sentences in Vietnamese, the most important first; empty when everything is right.</param>
public sealed record JournalVerification(
    long Entries,
    long SealedEntries,
    int Heads,
    long PurgedDetails,
    long? FirstWrongIndex,
    IReadOnlyList<string> Problems)
{
    /// <summary>Sentences in Vietnamese on what is explained and still worth knowing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether everything is right.</summary>
    public bool Passed => Problems.Count == 0;
}
