using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Packets kept as evidence of what was refused.</summary>
internal sealed class QuarantineTable(Database database) : IQuarantine
{
    private const string Columns = "id, neighbour, delivery, packet, size, reason_code, reason, verdict, report, at";

    private readonly Statement _add = database.Prepare($"INSERT INTO quarantine ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM quarantine WHERE id = ?");
    private readonly Statement _findKept = database.Prepare($"SELECT {Columns} FROM quarantine WHERE packet = ? AND neighbour = ? AND released_at IS NULL ORDER BY id DESC LIMIT 1");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM quarantine WHERE id < ? ORDER BY id DESC LIMIT ?");

    private readonly Statement _useOf = database.Prepare("SELECT neighbour, count(*), coalesce(sum(size), 0) FROM quarantine WHERE released_at IS NULL AND neighbour = ? GROUP BY neighbour");

    private readonly Statement _uses = database.Prepare("SELECT neighbour, count(*), coalesce(sum(size), 0) FROM quarantine WHERE released_at IS NULL GROUP BY neighbour ORDER BY neighbour");

    private readonly Statement _keptBefore = database.Prepare($"SELECT {Columns} FROM quarantine WHERE released_at IS NULL AND at < ? ORDER BY at LIMIT ?");
    private readonly Statement _release = database.Prepare("UPDATE quarantine SET released_at = ? WHERE id = ? AND released_at IS NULL");

    private readonly Statement _drop = database.Prepare(
        "DELETE FROM packet WHERE digest = ?1 AND submission IS NULL "
        + "AND NOT EXISTS (SELECT 1 FROM quarantine WHERE packet = ?1 AND released_at IS NULL) "
        + "AND NOT EXISTS (SELECT 1 FROM inbox_item WHERE packet = ?1) AND NOT EXISTS (SELECT 1 FROM delivery WHERE packet = ?1)");

    public void Add(QuarantineRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _add.Start().With(row.Id).With(row.Neighbour).With(row.Delivery).With(row.Packet).With(row.Size).With(row.ReasonCode).With(row.Reason)
            .With(row.Verdict).With(row.ReportJson).With(row.At).Execute();
    }

    public QuarantineRow? FindKept(NodeId neighbour, Digest packet) => _findKept.Start().With(packet).With(neighbour).Single(Read);

    public IReadOnlyList<QuarantineRow> List(Guid? before, int limit) => _list.Start().With(before ?? KeyPages.End).With(limit).List(Read);

    public QuarantineRow? Find(Guid id) => _find.Start().With(id).Single(Read);

    public QuarantineUse UseOf(NodeId neighbour) => _useOf.Start().With(neighbour).Single(ReadUse) ?? new QuarantineUse(neighbour, 0, 0);

    public IReadOnlyList<QuarantineUse> Uses() => _uses.Start().List(ReadUse);

    public IReadOnlyList<QuarantineRow> KeptBefore(DateTimeOffset at, int limit) => _keptBefore.Start().With(at).With(limit).List(Read);

    public void Release(QuarantineRow row, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(row);
        _release.Start().With(at).With(row.Id).Execute();
        _drop.Start().With(row.Packet).Execute();
    }

    private static QuarantineUse ReadUse(Statement s) => new(s.Node(0), s.Int64(1), s.Int64(2));

    private static QuarantineRow Read(Statement s) => new(
        s.Guid(0), s.Node(1), s.Guid(2), s.Digest(3), s.Int64(4), s.Text(5), s.Text(6), s.Text(7), s.TextOrNull(8), s.Time(9));
}
