namespace Axis.Node.Journal;

/// <summary>Kinds of entries that the journal itself knows.</summary>
public static class JournalKinds
{
    /// <summary>The detail of an entry was deleted; <c>To</c> is that entry's index.</summary>
    public const string DetailPurged = "detail-purged";
}
