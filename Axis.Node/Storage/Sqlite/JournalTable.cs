using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Journal;

namespace Axis.Node.Storage.Sqlite;

/// <summary>
/// The journal's entries, details, tiles and heads. With one writer, the order of appending is the order of the log. The table itself is the log in force;
/// <see cref="In"/> gives a view on an earlier one.
/// </summary>
internal sealed class JournalTable : IJournal
{
    private const int SaltSize = 16;

    private readonly JournalStatements _statements;
    private readonly JournalLog? _fixed;

    public JournalTable(Database database)
        : this(new JournalStatements(database), null)
    {
    }

    private JournalTable(JournalStatements statements, JournalLog? log) => (_statements, _fixed) = (statements, log);

    public void Append(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var salt = entry.Detail is null ? null : RandomNumberGenerator.GetBytes(SaltSize);
        var leaf = JournalLeafFormat.Write(entry, salt is null ? null : JournalLeafFormat.HashDetail(salt, entry.Detail!));
        _statements.Append.Start().With(entry.Packet).With(MerkleTree.HashLeaf(leaf)).With(leaf.AsSpan()).Execute();
        if (salt is not null)
        {
            _statements.AddDetail.Start().With(salt.AsSpan()).With(entry.Detail).Execute();
        }
    }

    public JournalLog Log() => _fixed ?? _statements.LastLog.Start().Single(ReadLog) ?? new JournalLog(1, "", 0, DateTimeOffset.UnixEpoch);

    public IReadOnlyList<JournalLog> Logs() => _statements.Logs.Start().List(ReadLog) is { Count: > 0 } logs ? logs : [Log()];

    public void StartLog(string epoch, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(epoch);
        var last = _statements.LastLog.Start().Single(ReadLog);
        _statements.StartLog.Start().With((last?.Number ?? 0) + 1L).With(epoch).With(last is null ? 1 : LastSeq() + 1).With(at).Execute();
    }

    public IJournal In(JournalLog log) => new JournalTable(_statements, log);

    public JournalSize Size()
    {
        var log = Log();
        return new JournalSize(Math.Min(LastSeq(), End(log) - 1) - log.FirstIndex, _statements.Sealed.Start().With((long)log.Number).Scalar() ?? 0);
    }

    public IReadOnlyList<JournalLeaf> Leaves(long from, int limit)
    {
        var log = Log();
        return _statements.Leaves.Start().With(log.FirstIndex + from).With(End(log)).With(limit).List(s => new JournalLeaf(s.Int64(0) - 1 - log.FirstIndex, s.Blob(1)));
    }

    public IReadOnlyList<Digest> LeafHashes(long from, int limit)
    {
        var log = Log();
        return _statements.Hashes.Start().With(log.FirstIndex + from).With(End(log)).With(limit).List(static s => s.Digest(0));
    }

    public void AddTile(long tile, Digest root) => _statements.AddTile.Start().With((long)Log().Number).With(tile).With(root).Execute();

    public IReadOnlyList<Digest> Tiles(long from, int limit) => _statements.Tiles.Start().With((long)Log().Number).With(from).With(limit).List(static s => s.Digest(0));

    public void AddHead(JournalHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.TreeSize > Size().Appended)
        {
            throw new InvalidOperationException("A head cannot cover more entries than were appended.");
        }

        _statements.AddHead.Start().With((long)Log().Number).With(head.TreeSize).With(head.Root).With(head.At).With(head.Seal.Span).Execute();
    }

    public JournalHead? LastHead() => _statements.LastHead.Start().With((long)Log().Number).Single(ReadHead);

    public IReadOnlyList<JournalHead> Heads(long afterSize, int limit) => _statements.Heads.Start().With((long)Log().Number).With(afterSize).With(limit).List(ReadHead);

    public IReadOnlyList<JournalLine> List(long? before, int limit, Digest? packet)
    {
        var end = before + 1 ?? long.MaxValue;
        return packet is { } one
            ? _statements.LinesOf.Start().With(one).With(end).With(limit).List(ReadLine)
            : _statements.Lines.Start().With(end).With(limit).List(ReadLine);
    }

    public JournalDetail? Detail(long index) => _statements.Detail.Start().With(index + 1).Single(static s => new JournalDetail(s.Blob(0), s.Text(1)));

    public bool PurgeDetail(long index, DateTimeOffset at, string? actor)
    {
        if (_statements.Purge.Start().With(index + 1).Execute() == 0)
        {
            return false;
        }

        Append(new JournalEntry(at, JournalKinds.DetailPurged, Actor: actor, To: index.ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    private long LastSeq() => _statements.LastSeq.Start().Scalar() ?? 0;

    // The log in force has no end; an earlier one ends where the next begins.
    private long End(JournalLog log) => _fixed is null ? long.MaxValue : _statements.NextSeq.Start().With((long)log.Number).Scalar() ?? long.MaxValue;

    private static JournalLog ReadLog(Statement s) => new(s.Int32(0), s.Text(1), s.Int64(2) - 1, s.Time(3));

    private static JournalHead ReadHead(Statement s) => new(s.Int64(0), s.Digest(1), s.Time(2), s.Blob(3));

    private static JournalLine ReadLine(Statement s) =>
        new(s.Int64(0) - 1, JournalLeafFormat.Read(s.Blob(1)).Entry with { Detail = s.TextOrNull(2) });
}
