namespace Axis.Node.Storage.Sqlite;

/// <summary>Events and what each receiver is still owed of them.</summary>
internal sealed class EventTable(Database database) : IEvents
{
    private const string Columns = "e.seq, e.id, e.kind, e.at, e.sender, e.recipient, e.document_id, e.packet, e.subject, e.before, e.state, e.reason_code";

    private readonly Statement _add = database.Prepare(
        "INSERT INTO event (id, kind, at, sender, recipient, document_id, packet, subject, before, state, reason_code) "
        + "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM event_target)");

    private readonly Statement _addTarget = database.Prepare(
        "INSERT INTO event_target (name, cursor) VALUES (?, coalesce((SELECT max(seq) FROM event), 0)) ON CONFLICT (name) DO NOTHING");

    private readonly Statement _dropTarget = database.Prepare("DELETE FROM event_target WHERE name = ?");

    private readonly Statement _targets = database.Prepare(
        "SELECT name, cursor, delivered, delivered_at, failing_since, last_error, "
        + "(SELECT count(*) FROM event_delivery d WHERE d.target = name AND d.state = 0), (SELECT count(*) FROM event_delivery d WHERE d.target = name AND d.state = 1) "
        + "FROM event_target WHERE ?1 IS NULL OR name = ?1 ORDER BY name");

    private readonly Statement _after = database.Prepare($"SELECT {Columns} FROM event e WHERE e.seq > ? ORDER BY e.seq LIMIT ?");

    private readonly Statement _between = database.Prepare($"SELECT {Columns} FROM event e WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq LIMIT ?");

    private readonly Statement _owe = database.Prepare(
        "INSERT INTO event_delivery (target, seq, stream, state, failures, due_at) VALUES (?, ?, ?, 0, 0, ?) "
        + "ON CONFLICT (target, seq) DO UPDATE SET state = 0, failures = 0, due_at = excluded.due_at, reason = NULL");

    private readonly Statement _move = database.Prepare("UPDATE event_target SET cursor = ? WHERE name = ? AND cursor < ?");

    private readonly Statement _due = database.Prepare(
        $"SELECT {Columns}, d.failures FROM event_delivery d JOIN event e ON e.seq = d.seq WHERE d.target = ? AND d.state = 0 AND d.due_at <= ? "
        + "AND NOT EXISTS (SELECT 1 FROM event_delivery p WHERE p.target = d.target AND p.stream = d.stream AND p.state = 0 AND p.seq < d.seq) "
        + "ORDER BY d.due_at, d.seq LIMIT ?");

    private readonly Statement _delivered = database.Prepare("DELETE FROM event_delivery WHERE target = ? AND seq = ?");

    private readonly Statement _took = database.Prepare(
        "UPDATE event_target SET delivered = max(coalesce(delivered, 0), ?), delivered_at = ?, failing_since = NULL, last_error = NULL WHERE name = ?");

    private readonly Statement _failed = database.Prepare(
        "UPDATE event_delivery SET failures = failures + 1, state = CASE WHEN ?1 IS NULL THEN 1 ELSE 0 END, due_at = coalesce(?1, due_at), reason = ?2 WHERE target = ?3 AND seq = ?4");

    private readonly Statement _unreachable = database.Prepare(
        "UPDATE event_target SET failing_since = coalesce(failing_since, ?), last_error = ? WHERE name = ?");

    private readonly Statement _revive = database.Prepare(
        "UPDATE event_delivery SET state = 0, failures = 0, due_at = ?, reason = NULL WHERE target = ? AND state = 1");

    private readonly Statement _prune = database.Prepare(
        "DELETE FROM event WHERE seq IN (SELECT e.seq FROM event e WHERE e.at < ? AND e.seq <= coalesce((SELECT min(cursor) FROM event_target), e.seq) "
        + "AND NOT EXISTS (SELECT 1 FROM event_delivery d WHERE d.seq = e.seq AND d.state = 0) ORDER BY e.at LIMIT ?)");

    public void Append(ExchangeEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _add.Start().With(item.Id).With((long)item.Kind).With(item.At).With(item.Sender).With(item.Recipient).With(item.DocumentId).With(item.Packet)
            .With(item.Subject).With(item.Before).With(item.State).With(item.ReasonCode).Execute();
    }

    public bool SetTargets(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var changed = 0;
        foreach (var gone in Targets().Select(static t => t.Name).Except(names, StringComparer.Ordinal))
        {
            changed += _dropTarget.Start().With(gone).Execute();
        }

        foreach (var name in names)
        {
            changed += _addTarget.Start().With(name).Execute();
        }

        return changed > 0;
    }

    public IReadOnlyList<EventTargetState> Targets() => _targets.Start().Null().List(ReadTarget);

    public EventTargetState? FindTarget(string name) => _targets.Start().With(name).Single(ReadTarget);

    public IReadOnlyList<ExchangeEvent> After(long sequence, int limit) => _after.Start().With(sequence).With(limit).List(Read);

    public void Owe(string target, IEnumerable<ExchangeEvent> events, long cursor, DateTimeOffset dueAt)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var item in events)
        {
            Owe(target, item, dueAt);
        }

        _move.Start().With(cursor).With(target).With(cursor).Execute();
    }

    public IReadOnlyList<EventDelivery> Due(string target, DateTimeOffset now, int limit) =>
        _due.Start().With(target).With(now).With(limit).List(static s => new EventDelivery(Read(s), s.Int32(12)));

    public void Delivered(string target, long sequence, DateTimeOffset at)
    {
        _delivered.Start().With(target).With(sequence).Execute();
        _took.Start().With(sequence).With(at).With(target).Execute();
    }

    public void Failed(string target, long sequence, DateTimeOffset? again, string reason, DateTimeOffset at)
    {
        _failed.Start().With(again).With(reason).With(target).With(sequence).Execute();
        Unreachable(target, reason, at);
    }

    public void Unreachable(string target, string reason, DateTimeOffset at) => _unreachable.Start().With(at).With(reason).With(target).Execute();

    public int Revive(string target, DateTimeOffset at) => _revive.Start().With(at).With(target).Execute();

    public (int Owed, long? Next) Replay(string target, long from, long until, int limit, Func<ExchangeEvent, bool> wanted, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var page = _between.Start().With(from).With(until).With(limit).List(Read);
        var owed = 0;
        foreach (var item in page.Where(wanted))
        {
            Owe(target, item, at);
            owed++;
        }

        return (owed, page.Count < limit ? null : page[^1].Sequence + 1);
    }

    public int Prune(DateTimeOffset before, int limit) => _prune.Start().With(before).With(limit).Execute();

    private void Owe(string target, ExchangeEvent item, DateTimeOffset dueAt) =>
        _owe.Start().With(target).With(item.Sequence).With(item.Stream).With(dueAt).Execute();

    private static EventTargetState ReadTarget(Statement s) => new(
        s.Text(0), s.Int64(1), s.Int64OrNull(2), s.TimeOrNull(3), s.TimeOrNull(4), s.TextOrNull(5), s.Int64(6), s.Int64(7));

    private static ExchangeEvent Read(Statement s) => new(
        s.Int64(0), s.Guid(1), (EventKind)s.Int32(2), s.Time(3), s.Organ(4), s.Organ(5), s.Text(6), s.DigestOrNull(7), s.Guid(8), s.TextOrNull(9), s.Text(10), s.TextOrNull(11));
}
