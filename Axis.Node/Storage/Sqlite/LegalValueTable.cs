using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Judgements of documents by the signatures in their PDFs.</summary>
internal sealed class LegalValueTable(Database database) : ILegalValues
{
    private readonly Statement _demand = database.Prepare("INSERT INTO legal_value_due (packet, due_at, attempts) VALUES (?, ?, 0) ON CONFLICT (packet) DO NOTHING");
    private readonly Statement _due = database.Prepare("SELECT packet, attempts FROM legal_value_due WHERE due_at <= ? ORDER BY due_at LIMIT ?");
    private readonly Statement _postpone = database.Prepare("UPDATE legal_value_due SET due_at = ?, attempts = ? WHERE packet = ?");
    private readonly Statement _settle = database.Prepare("DELETE FROM legal_value_due WHERE packet = ?");
    private readonly Statement _add = database.Prepare("INSERT INTO legal_value (packet, at, value, report) VALUES (?, ?, ?, ?)");
    private readonly Statement _list = database.Prepare("SELECT packet, at, value, report FROM legal_value WHERE packet = ? ORDER BY id");

    public void Demand(Digest packet, DateTimeOffset due) => _demand.Start().With(packet).With(due).Execute();

    public IReadOnlyList<LegalValueDue> Due(DateTimeOffset now, int limit) => _due.Start().With(now).With(limit).List(static s => new LegalValueDue(s.Digest(0), s.Int32(1)));

    public void Postpone(Digest packet, DateTimeOffset due, int attempts) => _postpone.Start().With(due).With(attempts).With(packet).Execute();

    public void Settle(Digest packet) => _settle.Start().With(packet).Execute();

    public void Add(LegalValueRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _add.Start().With(row.Packet).With(row.At).With(row.Value).With(row.ReportJson).Execute();
    }

    public IReadOnlyList<LegalValueRow> ListFor(Digest packet) =>
        _list.Start().With(packet).List(static s => new LegalValueRow(s.Digest(0), s.Time(1), s.Text(2), s.Text(3)));
}
