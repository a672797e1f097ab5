using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Storage.Sqlite;

/// <summary>
/// The one writer: a thread of its own that takes what is queued, runs each work inside its own savepoint of a shared transaction, seals the receipts
/// issued, commits once, and only then answers. A batch that cannot be committed fails whole, and the next one starts with a fresh connection.
/// </summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<WorkItem> _queue;
    private readonly ReceiptBatch _receipts;
    private readonly Thread _thread;
    private SqliteSession? _session;
    private volatile string? _lastError;

    /// <param name="options">Where the database is and how large a batch may be.</param>
    /// <param name="database">The open connection; owned.</param>
    /// <param name="sealer">Seals receipts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public BatchWriter(SqliteStoreOptions options, Database database, IReceiptSealer sealer, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _receipts = new ReceiptBatch(sealer);
        _session = new SqliteSession(database, _receipts, time);
        _queue = Channel.CreateBounded<WorkItem>(new BoundedChannelOptions(options.MaxQueued) { SingleReader = true });
        _thread = new Thread(Loop) { Name = "store-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Told at each moment of a commit; tests only.</summary>
    public Action<StoreMoment>? Observer { get; set; }

    /// <summary>A sentence for the operator while the last batch failed.</summary>
    public string? LastError => _lastError;

    /// <summary>Works waiting.</summary>
    public int Queued => _queue.Reader.Count;

    /// <summary>Hands a work in; waits while the queue is full.</summary>
    public ValueTask EnqueueAsync(WorkItem item, CancellationToken cancellationToken) => _queue.Writer.WriteAsync(item, cancellationToken);

    /// <summary>Takes no more works, finishes those handed in, closes the connection.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            _thread.Join();
        }
    }

    private void Loop()
    {
        var batch = new List<WorkItem>(_options.MaxBatch);

        // Blocking is right here: this thread does nothing else.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            try
            {
                RunBatch(batch);
            }
            catch (Exception e)
            {
                // Everything a batch can fail with, a bug of this class included: nothing was committed, everybody learns it, and the writer goes on.
                FailBatch(batch, e);
            }

            batch.Clear();
        }

        _session?.Dispose();
        _session = null;
    }

    private void RunBatch(List<WorkItem> batch)
    {
        var started = Stopwatch.GetTimestamp();
        var kept = new List<WorkItem>();
        SqliteSession? session = null;
        while (batch.Count < _options.MaxBatch && _queue.Reader.TryRead(out var item))
        {
            if (item.CancelledBeforeRun())
            {
                continue;
            }

            batch.Add(item);
            session ??= Begin(batch);
            if (RunWork(session, item))
            {
                kept.Add(item);
            }

            if (Stopwatch.GetElapsedTime(started) >= _options.MaxBatchTime)
            {
                break;
            }
        }

        if (session is null)
        {
            return;
        }

        Observer?.Invoke(StoreMoment.BeforeSeal);
        ((ReceiptTable)session.Receipts).SealPending();
        Observer?.Invoke(StoreMoment.BeforeCommit);
        session.Database.Commit();
        _receipts.Clear();
        _lastError = null;
        Observer?.Invoke(StoreMoment.AfterCommit);
        Answer(kept);
        Observer?.Invoke(StoreMoment.Answered);
    }

    private SqliteSession Begin(List<WorkItem> batch)
    {
        try
        {
            if (_session is null)
            {
                _session = new SqliteSession(Database.OpenWriter(_options), _receipts, _time);
                Log.StoreReopened(_logger);
            }

            _receipts.Clear();
            _session.Database.BeginWrite();
        }
        catch (SqliteFailureException)
        {
            // Whoever queued up meanwhile has waited as long; failing them together spares each a wait of its own.
            while (_queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            throw;
        }

        Observer?.Invoke(StoreMoment.BatchBegun);
        return _session;
    }

    /// <summary>Whether the work is kept. A work that failed by itself is undone and answered at once; a failure of the store is thrown.</summary>
    private bool RunWork(SqliteSession session, WorkItem item)
    {
        var database = session.Database;
        var mark = _receipts.Mark();
        database.Savepoint();
        try
        {
            item.Run(session);
            ThrowIfBroken(database);
            database.Release();
            item.AfterCommit = session.TakeAfterCommit();
            Observer?.Invoke(StoreMoment.WorkDone);
            return true;
        }
        catch (Exception e) when (_receipts.Failure is null && database.Failure is null && database.InTransaction)
        {
            database.Undo();
            _receipts.Revert(mark);
            session.TakeAfterCommit();
            item.Fail(e);
            return false;
        }
    }

    // A work may have caught a failure that concerns everybody; it must not be committed over.
    private void ThrowIfBroken(Database database)
    {
        if (_receipts.Failure is { } unsealed)
        {
            throw unsealed;
        }

        if (database.Failure is { } failure)
        {
            throw failure;
        }

        if (!database.InTransaction)
        {
            throw new StoreUnavailableException("Giao dịch của cơ sở dữ liệu đã bị hủy giữa chừng.");
        }
    }

    private void Answer(List<WorkItem> kept)
    {
        var actions = new List<Action>();
        foreach (var item in kept)
        {
            item.Complete();
            actions.AddRange(item.AfterCommit);
        }

        if (actions.Count > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(RunActions, actions, preferLocal: false);
        }
    }

    private void RunActions(List<Action> actions)
    {
        foreach (var action in actions)
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                // The work itself is durable and answered; what failed is only its wake-up, which the schedule makes good.
                Log.AfterCommitFailed(_logger, e);
            }
        }
    }

    private void FailBatch(List<WorkItem> batch, Exception cause)
    {
        var sentence = cause switch
        {
            SqliteFailureException failure => failure.OperatorSentence,
            StoreUnavailableException unavailable => unavailable.Message,
            _ => "Bộ ghi dữ liệu gặp lỗi: " + cause.Message,
        };
        _lastError = sentence;
        Log.BatchFailed(_logger, batch.Count, cause);
        CloseSession();
        _receipts.Clear();
        foreach (var item in batch)
        {
            item.AfterCommit = [];
            item.Fail(new StoreUnavailableException(sentence, cause));
        }
    }

    private void CloseSession()
    {
        try
        {
            // Closing undoes the open transaction; the next batch opens anew, which also recovers after a disk error.
            _session?.Dispose();
        }
        catch (Exception e)
        {
            Log.CloseFailed(_logger, e);
        }

        _session = null;
    }
}
