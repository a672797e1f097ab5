namespace Axis.Node.Storage.Sqlite;

/// <summary>Where and how the embedded store keeps its data.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The database file; its log lies beside it. Its folder must exist.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>How long a write or read waits for another process that holds the database before it fails.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most works that share one transaction and one fsync.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>A batch takes no further work after this time, so that nobody waits long for those behind him.</summary>
    public TimeSpan MaxBatchTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Most works waiting for the writer; callers beyond it wait to hand theirs in.</summary>
    public int MaxQueued { get; init; } = 4096;

    /// <summary>Connections kept open for readers when idle; more are opened when more read at once.</summary>
    public int IdleReaders { get; init; } = 4;

    /// <summary>Upper bound of the file in pages of 4 KiB; <c>null</c> for none but the disk's.</summary>
    public long? MaxPageCount { get; init; }
}
