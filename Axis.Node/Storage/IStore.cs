namespace Axis.Node.Storage;

/// <summary>
/// The node's durable memory. Work is handed in as a function over a session; everything it does is one atomic unit.
/// Writers may share one physical transaction and one fsync (group commit), each inside its own savepoint.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Runs the work atomically and completes only after its changes are on disk (promise 2). The work is short, synchronous and free of I/O of its own.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Disk full, database locked or damaged: nothing of the work was kept.</exception>
    Task<T> WriteAsync<T>(Func<ISession, T> work, CancellationToken cancellationToken);

    /// <summary>Runs the work on a read-only view of the last committed state. Thread-safe.</summary>
    T Read<T>(Func<ISession, T> work);

    /// <summary>What an operator should know about the store.</summary>
    StoreHealth Health { get; }
}

/// <summary>All contracts over one view of the store. Not thread-safe; valid only inside the function it was given to.</summary>
public interface ISession
{
    IPackets Packets { get; }

    ISubmissions Submissions { get; }

    IRegister Register { get; }

    IOutbox Outbox { get; }

    IArrivals Arrivals { get; }

    IInbox Inbox { get; }

    ITracking Tracking { get; }

    IReceipts Receipts { get; }

    IReturns Returns { get; }

    IJournal Journal { get; }

    IDirectoryStore Directory { get; }

    ITokens Tokens { get; }

    ILinkStates Links { get; }

    IQuarantine Quarantine { get; }

    /// <summary>Registers what to do once the work is durable (wake a dispatcher, answer a waiting poll). Never called when the work fails.</summary>
    void AfterCommit(Action action);
}

/// <summary>The store's condition.</summary>
/// <param name="Writable">Whether the last write succeeded.</param>
/// <param name="LastError">A sentence for the operator when it did not.</param>
/// <param name="FreeBytes">Free space on the data volume.</param>
/// <param name="QueuedWrites">Writes waiting for the writer.</param>
public sealed record StoreHealth(bool Writable, string? LastError, long FreeBytes, int QueuedWrites);

/// <summary>The store cannot keep anything now; what was asked is not done and may be tried again.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
