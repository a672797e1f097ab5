using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using SQLitePCL;

namespace Axis.Node.Storage.Sqlite;

/// <summary>
/// One prepared statement. <c>Start()</c>, one <c>With</c> per parameter in order, then <see cref="Execute"/>, <see cref="Single{T}"/> or <see cref="List{T}(Func{Statement, T})"/>;
/// columns are read by index inside the reading function.
/// </summary>
internal sealed class Statement(Database database, string sql) : IDisposable
{
    private const string DayForm = "yyyy-MM-dd";

    private sqlite3_stmt? _stmt;
    private int _bound;

    /// <summary>The statement's text.</summary>
    public string Sql { get; } = sql;

    /// <summary>Makes the statement ready for its first parameter, whatever happened to it before.</summary>
    public Statement Start()
    {
        if (_stmt is null)
        {
            // Persistent: SQLite keeps these out of its lookaside memory, since they live as long as the connection.
            var code = raw.sqlite3_prepare_v3(database.Handle, Sql, raw.SQLITE_PREPARE_PERSISTENT, out _stmt);
            if (code != raw.SQLITE_OK)
            {
                _stmt = null;
                throw database.Fail(code);
            }
        }
        else
        {
            raw.sqlite3_reset(_stmt);
        }

        _bound = 0;
        return this;
    }

    public Statement With(long value) => Check(raw.sqlite3_bind_int64(_stmt, ++_bound, value));

    public Statement With(long? value) => value is { } v ? With(v) : Null();

    public Statement With(bool value) => With(value ? 1L : 0L);

    public Statement With(string? value) => value is null ? Null() : Check(raw.sqlite3_bind_text(_stmt, ++_bound, value));

    public Statement With(OrganId value) => With(value.Value);

    public Statement With(NodeId value) => With(value.Value);

    public Statement With(NodeId? value) => With(value?.Value);

    public Statement With(DateTimeOffset value) => With(value.ToUnixTimeMilliseconds());

    public Statement With(DateTimeOffset? value) => value is { } v ? With(v) : Null();

    /// <summary>A day: <c>2026-11-22</c>.</summary>
    public Statement With(DateOnly value) => With(value.ToString(DayForm, CultureInfo.InvariantCulture));

    public Statement With(DateOnly? value) => value is { } v ? With(v) : Null();

    public Statement With(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return With(bytes);
    }

    public Statement With(Guid? value) => value is { } v ? With(v) : Null();

    public Statement With(Digest value)
    {
        Span<byte> bytes = stackalloc byte[Core.Packets.Digest.Size];
        value.CopyTo(bytes);
        return With(bytes);
    }

    public Statement With(Digest? value) => value is { } v ? With(v) : Null();

    /// <summary>A BLOB; an empty one stays a BLOB of no bytes, never NULL.</summary>
    public Statement With(ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_stmt, ++_bound, 0) : raw.sqlite3_bind_blob(_stmt, ++_bound, value));

    public Statement Null() => Check(raw.sqlite3_bind_null(_stmt, ++_bound));

    /// <summary>Runs to the end; answers how many rows changed.</summary>
    public int Execute()
    {
        while (Step())
        {
            // Rows of a PRAGMA or a RETURNING clause that nobody asked for.
        }

        return raw.sqlite3_changes(database.Handle);
    }

    /// <summary>The first row, or <c>default</c>.</summary>
    public T? Single<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            raw.sqlite3_reset(_stmt);
        }
    }

    /// <summary>All rows.</summary>
    public List<T> List<T>(Func<Statement, T> read) => List(read, static _ => true);

    /// <summary>Hands over every row; none is kept.</summary>
    public void Each(Action<Statement> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        try
        {
            while (Step())
            {
                take(this);
            }
        }
        finally
        {
            raw.sqlite3_reset(_stmt);
        }
    }

    /// <summary>Rows up to and without the first that is not wanted.</summary>
    public List<T> List<T>(Func<Statement, T> read, Func<T, bool> wanted)
    {
        var rows = new List<T>();
        try
        {
            while (Step() && read(this) is var row && wanted(row))
            {
                rows.Add(row);
            }
        }
        finally
        {
            raw.sqlite3_reset(_stmt);
        }

        return rows;
    }

    /// <summary>Whether there is a row.</summary>
    public bool Any() => Single(static _ => true);

    /// <summary>The integer in the first row's first column; <c>null</c> when there is no row or it is NULL.</summary>
    public long? Scalar() => Single(static s => s.Int64OrNull(0));

    public bool IsNull(int column) => raw.sqlite3_column_type(_stmt, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_stmt, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public int Int32(int column) => checked((int)Int64(column));

    public bool Bool(int column) => Int64(column) != 0;

    public string Text(int column) => raw.sqlite3_column_text(_stmt, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_stmt, column).ToArray();

    public Digest Digest(int column) => new(raw.sqlite3_column_blob(_stmt, column));

    public Digest? DigestOrNull(int column) => IsNull(column) ? null : Digest(column);

    public Guid Guid(int column) => new(raw.sqlite3_column_blob(_stmt, column), bigEndian: true);

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public OrganId Organ(int column) => OrganId.Parse(Text(column));

    public NodeId Node(int column) => NodeId.Parse(Text(column));

    public NodeId? NodeOrNull(int column) => IsNull(column) ? null : Node(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public DateOnly Day(int column) => DateOnly.ParseExact(Text(column), DayForm, CultureInfo.InvariantCulture);

    public DateOnly? DayOrNull(int column) => IsNull(column) ? null : Day(column);

    /// <summary>Digests written one after another.</summary>
    public Digest[] Digests(int column)
    {
        var bytes = raw.sqlite3_column_blob(_stmt, column);
        var digests = new Digest[bytes.Length / Core.Packets.Digest.Size];
        for (var i = 0; i < digests.Length; i++)
        {
            digests[i] = new Digest(bytes.Slice(i * Core.Packets.Digest.Size, Core.Packets.Digest.Size));
        }

        return digests;
    }

    public Statement With(IReadOnlyList<Digest> digests)
    {
        var bytes = new byte[digests.Count * Core.Packets.Digest.Size];
        for (var i = 0; i < digests.Count; i++)
        {
            digests[i].CopyTo(bytes.AsSpan(i * Core.Packets.Digest.Size));
        }

        return With(bytes.AsSpan());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sql}");

    public void Dispose() => _stmt?.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(_stmt);
        switch (code)
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                raw.sqlite3_reset(_stmt);
                return false;
            default:
                var failure = database.Fail(code);
                raw.sqlite3_reset(_stmt);
                throw failure;
        }
    }

    private Statement Check(int code) => code == raw.SQLITE_OK ? this : throw database.Fail(code);
}
