using System.Collections.Concurrent;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Read-only sessions, one per reader at work; a few stay open between reads.</summary>
internal sealed class ReaderPool(SqliteStoreOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _disposed;

    /// <summary>Runs the work on one unchanging view of the last committed state.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read now.</exception>
    public T Read<T>(Func<ISession, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SqliteSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : new SqliteSession(Database.OpenReader(options), null, time);
            session.Database.BeginRead();
            var result = work(session);
            session.Database.Rollback();
            GiveBack(session);
            session = null;
            return result;
        }
        catch (SqliteFailureException e) when (e.IsUnavailable)
        {
            throw new StoreUnavailableException(e.OperatorSentence, e);
        }
        finally
        {
            // Still held: something failed, and a connection in an unknown state is not lent again.
            session?.Dispose();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void GiveBack(SqliteSession session)
    {
        if (_disposed || _idle.Count >= options.IdleReaders)
        {
            session.Dispose();
        }
        else
        {
            _idle.Add(session);
        }
    }
}
