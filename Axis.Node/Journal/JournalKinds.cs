namespace Axis.Node.Journal;

/// <summary>Kinds of entries that the journal itself knows.</summary>
public static class JournalKinds
{
    /// <summary>The detail of an entry was deleted; <c>To</c> is that entry's index.</summary>
    public const string DetailPurged = "detail-purged";

    /// <summary>This node cosigned a neighbour's head.</summary>
    public const string HeadCosigned = "head-cosigned";

    /// <summary>A neighbour's cosignature over a head of this node is kept.</summary>
    public const string CosignatureKept = "head-cosignature-kept";

    /// <summary>Two heads of one log contradict each other; <c>To</c> is the log.</summary>
    public const string HeadFork = "head-fork";

    /// <summary>A log begins; for one that follows another, <c>From</c> names that one's last sealed head as <c>epoch/size/root</c>.</summary>
    public const string EpochStarted = "epoch-started";
}
