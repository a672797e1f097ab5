namespace Axis.Node.Storage.Sqlite;

/// <summary>Moments of a group commit, in order; tests kill the process at them.</summary>
internal enum StoreMoment
{
    /// <summary>The transaction is open, no work has run.</summary>
    BatchBegun,

    /// <summary>One work has run and its savepoint is released.</summary>
    WorkDone,

    /// <summary>All works have run; receipts are about to be sealed.</summary>
    BeforeSeal,

    /// <summary>Sealed receipts are written; the commit comes next.</summary>
    BeforeCommit,

    /// <summary>Everything is on disk; nobody was told yet.</summary>
    AfterCommit,

    /// <summary>Every caller of the batch was answered.</summary>
    Answered,
}
