using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Axis.Node.Storage.Sqlite;

/// <summary>
/// One open connection with the settings this node relies on. Opened by Microsoft.Data.Sqlite; statements run on its native handle, because the hot
/// path is tens of thousands of small statements a second and prepared statements are bound and stepped without boxing there.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _beginRead;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _undo;

    private Database(SqliteConnection connection)
    {
        _connection = connection;
        Handle = connection.Handle ?? throw new StoreUnavailableException("The database did not open.");
        _begin = Prepare("BEGIN IMMEDIATE");
        _beginRead = Prepare("BEGIN");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _savepoint = Prepare("SAVEPOINT item");
        _release = Prepare("RELEASE item");
        _undo = Prepare("ROLLBACK TO item");
    }

    /// <summary>The native connection.</summary>
    public sqlite3 Handle { get; }

    /// <summary>Set when a statement failed for a reason that concerns the whole store (disk full, I/O, locked), even if the caller went on.</summary>
    public SqliteFailureException? Failure { get; set; }

    /// <summary>Whether a transaction is open. SQLite ends one by itself on some failures.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Opens the file for writing; creates it when it is not there.</summary>
    /// <exception cref="SqliteFailureException">The file cannot be opened or is no database.</exception>
    public static Database OpenWriter(SqliteStoreOptions options)
    {
        var database = Open(options, SqliteOpenMode.ReadWriteCreate);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL");
            // FULL: the commit returns after the log is fsynced, so an acknowledged document survives a power cut.
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute("PRAGMA foreign_keys = ON");
            database.Execute("PRAGMA wal_autocheckpoint = 4000");
            database.Execute("PRAGMA journal_size_limit = 67108864");
            database.Execute("PRAGMA cache_size = -8192");
            // What a savepoint needs to undo one work of a batch stays in memory: the default writes it to a temporary file from 64 KiB on.
            database.Execute("PRAGMA temp_store = MEMORY");
            if (options.MaxPageCount is { } pages)
            {
                database.Execute($"PRAGMA max_page_count = {pages.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file for reading only.</summary>
    /// <exception cref="SqliteFailureException">The file cannot be opened or is no database.</exception>
    public static Database OpenReader(SqliteStoreOptions options)
    {
        var database = Open(options, SqliteOpenMode.ReadWrite);
        try
        {
            database.Execute("PRAGMA query_only = ON");
            database.Execute("PRAGMA cache_size = -1024");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A statement of this connection; compiled when first used, closed with the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements that need no parameters, rarely.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Fail(code);
        }
    }

    public void BeginWrite() => _begin.Start().Execute();

    public void BeginRead() => _beginRead.Start().Execute();

    public void Commit() => _commit.Start().Execute();

    public void Savepoint() => _savepoint.Start().Execute();

    public void Release() => _release.Start().Execute();

    /// <summary>Undoes everything since <see cref="Savepoint"/> and closes it.</summary>
    public void Undo()
    {
        _undo.Start().Execute();
        _release.Start().Execute();
    }

    /// <summary>Ends the transaction without its changes, if one is open.</summary>
    public void Rollback()
    {
        if (InTransaction)
        {
            _rollback.Start().Execute();
        }
    }

    /// <summary>The failure of the last call; remembered when it concerns the whole store.</summary>
    public SqliteFailureException Fail(int code)
    {
        var extended = raw.sqlite3_extended_errcode(Handle);
        var failure = new SqliteFailureException(extended == raw.SQLITE_OK ? code : extended, raw.sqlite3_errmsg(Handle).utf8_to_string());
        if (failure.IsUnavailable)
        {
            Failure ??= failure;
        }

        return failure;
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static Database Open(SqliteStoreOptions options, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabasePath,
            Mode = mode,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            var database = new Database(connection);
            var code = raw.sqlite3_busy_timeout(database.Handle, (int)options.BusyTimeout.TotalMilliseconds);
            return code == raw.SQLITE_OK ? database : throw database.Fail(code);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new SqliteFailureException(e.SqliteExtendedErrorCode, e.Message, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
