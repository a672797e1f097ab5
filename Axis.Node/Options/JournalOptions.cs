namespace Axis.Node.Options;

/// <summary>When the journal's head is sealed.</summary>
public sealed class JournalOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Journal";

    /// <summary>Longest time without a sealed head over new entries; the schedule must run more often.</summary>
    public int MaxUnsealedMinutes { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(Need.Between("Journal:MaxUnsealedMinutes", MaxUnsealedMinutes, 1, 24 * 60));
}
