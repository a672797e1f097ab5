using Axis.Core.Agencies;
using Axis.Core.Rules.Deadlines;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Duties and their deadlines. What the watch looks at is an index of its own, which what is settled leaves.</summary>
internal sealed class DeadlineTable(Database database) : IDeadlines
{
    private const string Columns = "kind, subject, agency, packet, start_at, due_at, next_at, warned_at, passed_at, settled_at";

    private readonly Statement _open = database.Prepare(
        $"INSERT INTO deadline ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL) ON CONFLICT (subject, kind) DO UPDATE SET start_at = excluded.start_at, "
        + "due_at = excluded.due_at, next_at = excluded.next_at, warned_at = NULL, passed_at = NULL, settled_at = NULL WHERE settled_at IS NOT NULL");

    private readonly Statement _settle = database.Prepare("UPDATE deadline SET settled_at = ?, next_at = NULL WHERE subject = ? AND kind = ? AND settled_at IS NULL");
    private readonly Statement _settleAll = database.Prepare("UPDATE deadline SET settled_at = ?, next_at = NULL WHERE subject = ? AND settled_at IS NULL");
    private readonly Statement _reopen = database.Prepare("UPDATE deadline SET settled_at = NULL, next_at = ? WHERE subject = ? AND settled_at = ?");
    private readonly Statement _forSubject = database.Prepare($"SELECT {Columns} FROM deadline WHERE subject = ? ORDER BY due_at");
    private readonly Statement _next = database.Prepare($"SELECT {Columns} FROM deadline WHERE next_at <= ? ORDER BY next_at LIMIT ?");
    private readonly Statement _ofAgency = database.Prepare($"SELECT {Columns} FROM deadline WHERE agency = ? AND settled_at IS NULL ORDER BY due_at LIMIT ?");
    private readonly Statement _ofAll = database.Prepare($"SELECT {Columns} FROM deadline WHERE settled_at IS NULL ORDER BY due_at LIMIT ?");
    private readonly Statement _page = database.Prepare($"SELECT {Columns} FROM deadline WHERE (subject, kind) > (?, ?) AND settled_at IS NULL ORDER BY subject, kind LIMIT ?");
    private readonly Statement _move = database.Prepare("UPDATE deadline SET due_at = ?, next_at = ?, warned_at = ?, passed_at = ? WHERE subject = ? AND kind = ? AND settled_at IS NULL");
    private readonly Statement _countPassed = database.Prepare("SELECT agency, count(*) FROM deadline WHERE settled_at IS NULL AND due_at < ? GROUP BY agency");
    private readonly Statement _watched = database.Prepare("UPDATE deadline SET next_at = ?, warned_at = ?, passed_at = ? WHERE subject = ? AND kind = ? AND settled_at IS NULL");

    public void Open(DeadlineRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _open.Start().With((long)row.Kind).With(row.Subject).With(row.Agency).With(row.Packet).With(row.StartAt).With(row.DueAt).With(row.NextAt).Execute();
    }

    public bool Settle(Guid subject, DeadlineKind kind, DateTimeOffset at) => _settle.Start().With(at).With(subject).With((long)kind).Execute() > 0;

    public void SettleAll(Guid subject, DateTimeOffset at) => _settleAll.Start().With(at).With(subject).Execute();

    public void Reopen(Guid subject, DateTimeOffset settledAt, DateTimeOffset now) => _reopen.Start().With(now).With(subject).With(settledAt).Execute();

    public IReadOnlyList<DeadlineRow> ListFor(Guid subject) => _forSubject.Start().With(subject).List(Read);

    public IReadOnlyList<DeadlineRow> ListNext(DateTimeOffset now, int limit) => _next.Start().With(now).With(limit).List(Read);

    public IReadOnlyList<DeadlineRow> ListOpen(IReadOnlyCollection<OrganId>? agencies, int limit) => agencies is null
        ? _ofAll.Start().With(limit).List(Read)
        : [.. agencies.Distinct().SelectMany(a => _ofAgency.Start().With(a).With(limit).List(Read)).OrderBy(static d => d.DueAt).Take(limit)];

    public IReadOnlyList<DeadlineRow> PageOpen(DeadlineRow? after, int limit) => _page.Start().With(after?.Subject ?? Guid.Empty).With((long)(after?.Kind ?? 0)).With(limit).List(Read);

    public bool Move(DeadlineRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _move.Start().With(row.DueAt).With(row.NextAt).With(row.WarnedAt).With(row.PassedAt).With(row.Subject).With((long)row.Kind).Execute() > 0;
    }

    public IReadOnlyList<(OrganId Agency, int Count)> CountPassed(DateTimeOffset at) => _countPassed.Start().With(at).List(static s => (s.Organ(0), s.Int32(1)));

    public void Watched(DeadlineRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _watched.Start().With(row.NextAt).With(row.WarnedAt).With(row.PassedAt).With(row.Subject).With((long)row.Kind).Execute();
    }

    private static DeadlineRow Read(Statement s) => new(
        (DeadlineKind)s.Int32(0), s.Guid(1), s.Organ(2), s.Digest(3), s.Time(4), s.Time(5), s.TimeOrNull(6), s.TimeOrNull(7), s.TimeOrNull(8), s.TimeOrNull(9));
}
