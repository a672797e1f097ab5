namespace Axis.Node.Storage;

/// <summary>
/// The node's durable memory. Work is handed in as a function over a session; everything it does is one atomic unit.
/// Writers may share one physical transaction and one fsync (group commit), each inside its own savepoint.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Runs the work atomically and completes only after its changes are on disk. The work is short, synchronous and free of I/O of its own.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Disk full, database locked or damaged: nothing of the work was kept.</exception>
    Task<T> WriteAsync<T>(Func<ISession, T> work, CancellationToken cancellationToken);

    /// <summary>Runs the work on a read-only view of the last committed state. Thread-safe.</summary>
    T Read<T>(Func<ISession, T> work);

    /// <summary>What an operator should know about the store.</summary>
    StoreHealth Health { get; }
}
