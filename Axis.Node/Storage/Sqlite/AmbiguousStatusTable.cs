using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Statuses that wait for a person.</summary>
internal sealed class AmbiguousStatusTable(Database database) : IAmbiguousStatuses
{
    private const string Columns = "id, packet, sender, reporter, document_id, code, status_code, event_at, arrived_at, actor, unit, description, tracking, settled_at, settled_by, chosen";

    private readonly Statement _add = database.Prepare($"INSERT INTO ambiguous_status ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL) ON CONFLICT DO NOTHING");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM ambiguous_status WHERE id = ?");
    private readonly Statement _listOpen = database.Prepare(
        $"SELECT {Columns} FROM ambiguous_status WHERE settled_at IS NULL AND id > ?1 AND (?2 IS NULL OR sender IN (SELECT value FROM json_each(?2))) ORDER BY id LIMIT ?3");

    private readonly Statement _countOpen = database.Prepare("SELECT count(*) FROM ambiguous_status WHERE settled_at IS NULL");
    private readonly Statement _settle = database.Prepare("UPDATE ambiguous_status SET settled_at = ?, settled_by = ?, chosen = ? WHERE id = ? AND settled_at IS NULL");

    public bool Add(AmbiguousStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return _add.Start().With(status.Id).With(status.Packet).With(status.Sender).With(status.Reporter).With(status.DocumentId).With(status.Code).With(status.StatusCode).With(status.EventAt)
            .With(status.ArrivedAt).With(status.Actor).With(status.Unit).With(status.Description).With(StoreJson.Write((IReadOnlyList<string>)[.. status.Candidates.Select(static c => c.ToString())])).Execute() > 0;
    }

    public AmbiguousStatus? Find(Guid id) => _find.Start().With(id).Single(Read);

    public IReadOnlyList<AmbiguousStatus> ListOpen(IReadOnlyCollection<OrganId>? senders, Guid? after, int limit) =>
        _listOpen.Start().With(after ?? Guid.Empty).With(senders is null ? null : StoreJson.Write((IReadOnlyList<OrganId>)[.. senders])).With(limit).List(Read);

    public long CountOpen() => _countOpen.Start().Scalar() ?? 0;

    public bool Settle(Guid id, Guid? chosen, string by, DateTimeOffset at) => _settle.Start().With(at).With(by).With(chosen).With(id).Execute() > 0;

    private static AmbiguousStatus Read(Statement s) => new(
        s.Guid(0), s.Digest(1), s.Organ(2), s.Organ(3), s.TextOrNull(4), s.TextOrNull(5), s.Text(6), s.Time(7), s.Time(8), s.TextOrNull(9), s.TextOrNull(10), s.TextOrNull(11),
        [.. StoreJson.ReadTexts(s.Text(12)).Select(System.Guid.Parse)], s.TimeOrNull(13), s.TextOrNull(14), s.GuidOrNull(15));
}
