namespace Axis.Node.Storage.Sqlite;

/// <summary>Packets kept as evidence of what was refused.</summary>
internal sealed class QuarantineTable(Database database) : IQuarantine
{
    private const string Columns = "id, neighbour, delivery, packet, size, reason_code, reason, verdict, report, at";

    private readonly Statement _add = database.Prepare($"INSERT INTO quarantine ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM quarantine WHERE id = ?");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM quarantine WHERE id < ? ORDER BY id DESC LIMIT ?");

    public void Add(QuarantineRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _add.Start().With(row.Id).With(row.Neighbour).With(row.Delivery).With(row.Packet).With(row.Size).With(row.ReasonCode).With(row.Reason)
            .With(row.Verdict).With(row.ReportJson).With(row.At).Execute();
    }

    public IReadOnlyList<QuarantineRow> List(Guid? before, int limit) => _list.Start().With(before ?? KeyPages.End).With(limit).List(Read);

    public QuarantineRow? Find(Guid id) => _find.Start().With(id).Single(Read);

    private static QuarantineRow Read(Statement s) => new(
        s.Guid(0), s.Node(1), s.Guid(2), s.Digest(3), s.Int64(4), s.Text(5), s.Text(6), s.Text(7), s.TextOrNull(8), s.Time(9));
}
