using Microsoft.Extensions.Logging;

namespace Axis.Node.Storage.Sqlite;

/// <summary>The embedded store: SQLite with a write-ahead log, one writer with group commit, any number of readers.</summary>
public sealed class SqliteStore : IStore
{
    private readonly SqliteStoreOptions _options;
    private readonly BatchWriter _writer;
    private readonly ReaderPool _readers;

    /// <summary>Opens the database, creating it and bringing it to the newest schema.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="sealer">Seals the receipts of each transaction with one signature.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="StoreUnavailableException">It cannot be opened, is damaged, or belongs to a newer program.</exception>
    public SqliteStore(SqliteStoreOptions options, IReceiptSealer sealer, TimeProvider time, ILogger<SqliteStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sealer);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _writer = new BatchWriter(options, OpenNewest(options, time), sealer, time, logger);
        _readers = new ReaderPool(options, time);
    }

    /// <inheritdoc/>
    public StoreHealth Health => new(_writer.LastError is null, _writer.LastError, FreeSpace.Of(_options.DatabasePath), _writer.Queued);

    /// <summary>Told at each moment of a commit; tests kill the process there.</summary>
    internal Action<StoreMoment>? Observer
    {
        get => _writer.Observer;
        set => _writer.Observer = value;
    }

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(Func<ISession, T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var item = new WorkItem<T>(work, cancellationToken);
        await _writer.EnqueueAsync(item, cancellationToken).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public T Read<T>(Func<ISession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return _readers.Read(work);
    }

    /// <summary>Finishes the works handed in, then closes the database.</summary>
    public ValueTask DisposeAsync()
    {
        _readers.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Database OpenNewest(SqliteStoreOptions options, TimeProvider time)
    {
        Database? database = null;
        try
        {
            database = Database.OpenWriter(options);
            Migrations.Apply(database, time.GetUtcNow());
            var opened = database;
            database = null;
            return opened;
        }
        catch (SqliteFailureException e)
        {
            throw new StoreUnavailableException(e.OperatorSentence, e);
        }
        finally
        {
            database?.Dispose();
        }
    }
}
