namespace Axis.Node.Storage.Sqlite;

/// <summary>The statements of the journal, compiled once per connection and shared by the views on its logs.</summary>
internal sealed class JournalStatements(Database database)
{
    private const string Log = "number, epoch, first_seq, started_at FROM journal_log";

    public Statement Append { get; } = database.Prepare("INSERT INTO journal_entry (packet, hash, leaf) VALUES (?, ?, ?)");

    public Statement AddDetail { get; } = database.Prepare("INSERT INTO journal_detail (seq, salt, detail) VALUES (last_insert_rowid(), ?, ?)");

    public Statement LastSeq { get; } = database.Prepare("SELECT max(seq) FROM journal_entry");

    public Statement StartLog { get; } = database.Prepare("INSERT INTO journal_log (number, epoch, first_seq, started_at) VALUES (?, ?, ?, ?)");

    public Statement Logs { get; } = database.Prepare($"SELECT {Log} ORDER BY number");

    public Statement LastLog { get; } = database.Prepare($"SELECT {Log} ORDER BY number DESC LIMIT 1");

    public Statement NextSeq { get; } = database.Prepare("SELECT first_seq FROM journal_log WHERE number = ? + 1");

    public Statement Sealed { get; } = database.Prepare("SELECT max(tree_size) FROM journal_head WHERE log = ?");

    public Statement Leaves { get; } = database.Prepare("SELECT seq, leaf FROM journal_entry WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?");

    public Statement Hashes { get; } = database.Prepare("SELECT hash FROM journal_entry WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?");

    public Statement AddTile { get; } = database.Prepare("INSERT INTO journal_tile (log, tile, root) VALUES (?, ?, ?)");

    public Statement Tiles { get; } = database.Prepare("SELECT root FROM journal_tile WHERE log = ? AND tile >= ? ORDER BY tile LIMIT ?");

    public Statement AddHead { get; } = database.Prepare("INSERT INTO journal_head (log, tree_size, root, at, seal) VALUES (?, ?, ?, ?, ?)");

    public Statement LastHead { get; } = database.Prepare("SELECT tree_size, root, at, seal FROM journal_head WHERE log = ? ORDER BY tree_size DESC LIMIT 1");

    public Statement Heads { get; } = database.Prepare(
        "SELECT tree_size, root, at, seal FROM journal_head WHERE log = ? AND tree_size > ? ORDER BY tree_size LIMIT ?");

    public Statement Lines { get; } = database.Prepare(
        "SELECT e.seq, e.leaf, d.detail FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?");

    public Statement LinesOf { get; } = database.Prepare(
        "SELECT e.seq, e.leaf, d.detail FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq WHERE e.packet = ? AND e.seq < ? "
        + "ORDER BY e.seq DESC LIMIT ?");

    public Statement Detail { get; } = database.Prepare("SELECT salt, detail FROM journal_detail WHERE seq = ?");

    public Statement Purge { get; } = database.Prepare("DELETE FROM journal_detail WHERE seq = ?");
}
