using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Journal;

namespace Axis.Node.Storage.Sqlite;

/// <summary>The journal's entries, details, tiles and heads. With one writer, the order of appending is the order of the log.</summary>
internal sealed class JournalTable(Database database) : IJournal
{
    private const int SaltSize = 16;

    private readonly Statement _append = database.Prepare("INSERT INTO journal_entry (packet, hash, leaf) VALUES (?, ?, ?)");
    private readonly Statement _addDetail = database.Prepare("INSERT INTO journal_detail (seq, salt, detail) VALUES (last_insert_rowid(), ?, ?)");
    private readonly Statement _appended = database.Prepare("SELECT max(seq) FROM journal_entry");
    private readonly Statement _sealed = database.Prepare("SELECT max(tree_size) FROM journal_head");
    private readonly Statement _leaves = database.Prepare("SELECT seq, leaf FROM journal_entry WHERE seq > ? ORDER BY seq LIMIT ?");
    private readonly Statement _hashes = database.Prepare("SELECT hash FROM journal_entry WHERE seq > ? ORDER BY seq LIMIT ?");
    private readonly Statement _addTile = database.Prepare("INSERT INTO journal_tile (tile, root) VALUES (?, ?)");
    private readonly Statement _tiles = database.Prepare("SELECT root FROM journal_tile WHERE tile >= ? ORDER BY tile LIMIT ?");
    private readonly Statement _addHead = database.Prepare("INSERT INTO journal_head (tree_size, root, at, seal) VALUES (?, ?, ?, ?)");
    private readonly Statement _lastHead = database.Prepare("SELECT tree_size, root, at, seal FROM journal_head ORDER BY tree_size DESC LIMIT 1");

    private readonly Statement _heads = database.Prepare(
        "SELECT tree_size, root, at, seal FROM journal_head WHERE tree_size > ? ORDER BY tree_size LIMIT ?");

    private readonly Statement _lines = database.Prepare(
        "SELECT e.seq, e.leaf, d.detail FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?");

    private readonly Statement _linesOf = database.Prepare(
        "SELECT e.seq, e.leaf, d.detail FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq WHERE e.packet = ? AND e.seq < ? "
        + "ORDER BY e.seq DESC LIMIT ?");

    private readonly Statement _detail = database.Prepare("SELECT salt, detail FROM journal_detail WHERE seq = ?");
    private readonly Statement _purge = database.Prepare("DELETE FROM journal_detail WHERE seq = ?");

    public void Append(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var salt = entry.Detail is null ? null : RandomNumberGenerator.GetBytes(SaltSize);
        var leaf = JournalLeafFormat.Write(entry, salt is null ? null : JournalLeafFormat.HashDetail(salt, entry.Detail!));
        _append.Start().With(entry.Packet).With(MerkleTree.HashLeaf(leaf)).With(leaf.AsSpan()).Execute();
        if (salt is not null)
        {
            _addDetail.Start().With(salt.AsSpan()).With(entry.Detail).Execute();
        }
    }

    public JournalSize Size() => new(_appended.Start().Scalar() ?? 0, _sealed.Start().Scalar() ?? 0);

    public IReadOnlyList<JournalLeaf> Leaves(long from, int limit) =>
        _leaves.Start().With(from).With(limit).List(static s => new JournalLeaf(s.Int64(0) - 1, s.Blob(1)));

    public IReadOnlyList<Digest> LeafHashes(long from, int limit) => _hashes.Start().With(from).With(limit).List(static s => s.Digest(0));

    public void AddTile(long tile, Digest root) => _addTile.Start().With(tile).With(root).Execute();

    public IReadOnlyList<Digest> Tiles(long from, int limit) => _tiles.Start().With(from).With(limit).List(static s => s.Digest(0));

    public void AddHead(JournalHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.TreeSize > Size().Appended)
        {
            throw new InvalidOperationException("A head cannot cover more entries than were appended.");
        }

        _addHead.Start().With(head.TreeSize).With(head.Root).With(head.At).With(head.Seal.Span).Execute();
    }

    public JournalHead? LastHead() => _lastHead.Start().Single(ReadHead);

    public IReadOnlyList<JournalHead> Heads(long afterSize, int limit) => _heads.Start().With(afterSize).With(limit).List(ReadHead);

    public IReadOnlyList<JournalLine> List(long? before, int limit, Digest? packet)
    {
        var end = before + 1 ?? long.MaxValue;
        return packet is { } one
            ? _linesOf.Start().With(one).With(end).With(limit).List(ReadLine)
            : _lines.Start().With(end).With(limit).List(ReadLine);
    }

    public JournalDetail? Detail(long index) => _detail.Start().With(index + 1).Single(static s => new JournalDetail(s.Blob(0), s.Text(1)));

    public bool PurgeDetail(long index, DateTimeOffset at, string? actor)
    {
        if (_purge.Start().With(index + 1).Execute() == 0)
        {
            return false;
        }

        Append(new JournalEntry(at, JournalKinds.DetailPurged, Actor: actor, To: index.ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    private static JournalHead ReadHead(Statement s) => new(s.Int64(0), s.Digest(1), s.Time(2), s.Blob(3));

    private static JournalLine ReadLine(Statement s) =>
        new(s.Int64(0) - 1, JournalLeafFormat.Read(s.Blob(1)).Entry with { Detail = s.TextOrNull(2) });
}
