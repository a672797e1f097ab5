using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Where each document is, per recipient, with its history.</summary>
internal sealed class TrackingTable(Database database) : ITracking
{
    private const string Columns =
        "id, packet, sender, document_id, code, recipient, delivered, state, place, place_since, waiting_for, deadline_at, warned_at, anomaly, "
        + "reason_code, reason, created_at, updated_at, change_kind, change_end, change_packet, replaced_by, resent_of";

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO tracking ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, ?)");

    private readonly Statement _orphanOf = database.Prepare(
        "SELECT id FROM tracking WHERE packet IS NULL AND sender = ? AND document_id = ? AND recipient = ? ORDER BY seq LIMIT 1");

    private readonly Statement _takeOver = database.Prepare(
        "UPDATE tracking SET packet = ?, code = ?, delivered = ?, place = ?, place_since = ?, waiting_for = ?, deadline_at = ?, warned_at = NULL, anomaly = ?, updated_at = ?, resent_of = ? WHERE id = ?");

    private readonly Statement _update = database.Prepare(
        "UPDATE tracking SET packet = ?, code = ?, delivered = ?, state = ?, place = ?, place_since = ?, waiting_for = ?, deadline_at = ?, warned_at = ?, "
        + "anomaly = ?, reason_code = ?, reason = ?, updated_at = ?, change_kind = ?, change_end = ?, change_packet = ?, replaced_by = ? WHERE id = ?");

    private readonly Statement _forPacket = database.Prepare($"SELECT {Columns} FROM tracking WHERE packet = ? ORDER BY seq");
    private readonly Statement _countStates = database.Prepare("SELECT state, count(*) FROM tracking WHERE packet = ? GROUP BY state");

    private readonly Statement _stamp = database.Prepare(
        "SELECT count(*), max(updated_at), max((SELECT max(seq) FROM tracking_event WHERE tracking = t.id)), sum(state = 'SENT' AND deadline_at < ?2) FROM tracking t WHERE packet = ?1");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM tracking WHERE packet = ? AND recipient = ?");
    private readonly Statement _findId = database.Prepare($"SELECT {Columns} FROM tracking WHERE id = ?");
    private readonly Statement _resent = database.Prepare($"SELECT {Columns} FROM tracking WHERE resent_of = ? ORDER BY seq");
    private readonly Statement _byDocument = database.Prepare($"SELECT {Columns} FROM tracking WHERE sender = ? AND document_id = ? ORDER BY seq DESC");

    private readonly Statement _byDocumentFor = database.Prepare(
        $"SELECT {Columns} FROM tracking WHERE sender = ? AND document_id = ? AND recipient = ? ORDER BY seq DESC");

    private readonly Statement _byCode = database.Prepare($"SELECT {Columns} FROM tracking WHERE sender = ? AND code = ? ORDER BY seq DESC");

    private readonly Statement _byCodeFor = database.Prepare(
        $"SELECT {Columns} FROM tracking WHERE sender = ? AND code = ? AND recipient = ? ORDER BY seq DESC");

    private readonly Statement _addEvent = database.Prepare(
        "INSERT INTO tracking_event (tracking, source, is_receipt, code, issuer, event_at, arrived_at, actor, unit, description, success) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tracking, source, code) DO NOTHING");

    private readonly Statement _events = database.Prepare(
        "SELECT tracking, source, is_receipt, code, issuer, event_at, arrived_at, actor, unit, description, success FROM tracking_event "
        + "WHERE tracking = ? ORDER BY event_at, seq");

    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM tracking WHERE sender = ? AND open = ? AND id < ? ORDER BY id DESC LIMIT ?");

    private readonly Statement _listAll = database.Prepare(
        $"SELECT {Columns} FROM tracking WHERE id < ? AND (?2 = 0 OR open = 1) ORDER BY id DESC LIMIT ?3");

    private readonly Statement _failed = database.Prepare($"SELECT {Columns} FROM tracking WHERE sender = ? AND state = 'FAILED' AND id < ? ORDER BY id DESC LIMIT ?");
    private readonly Statement _failedAll = database.Prepare($"SELECT {Columns} FROM tracking WHERE state = 'FAILED' AND id < ? ORDER BY id DESC LIMIT ?");

    private readonly Statement _late = database.Prepare(
        $"SELECT {Columns} FROM tracking WHERE state = 'SENT' AND deadline_at IS NOT NULL AND deadline_at < ? AND id > ? ORDER BY id LIMIT ?");

    private readonly Statement _countLate = database.Prepare(
        "SELECT sender, count(*) FROM tracking WHERE state = 'SENT' AND deadline_at IS NOT NULL AND deadline_at < ? GROUP BY sender");

    private readonly Statement _orphans = database.Prepare($"SELECT {Columns} FROM tracking WHERE packet IS NULL AND warned_at IS NULL AND created_at < ? ORDER BY id LIMIT ?");

    public void Add(TrackingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Packet is not null
            && _orphanOf.Start().With(row.Sender).With(row.DocumentId).With(row.Recipient).Single(static s => s.GuidOrNull(0)) is { } orphan)
        {
            // The history keeps its row; what the statuses said (state, reason) stays until it is reckoned anew.
            _takeOver.Start().With(row.Packet).With(row.Code).With(row.Delivered).With(row.Place).With(row.PlaceSince).With(row.WaitingFor)
                .With(row.DeadlineAt).With(row.Anomaly).With(row.UpdatedAt).With(row.ResentOf).With(orphan).Execute();
            return;
        }

        _add.Start().With(row.Id).With(row.Packet).With(row.Sender).With(row.DocumentId).With(row.Code).With(row.Recipient).With(row.Delivered).With(row.State)
            .With(row.Place).With(row.PlaceSince).With(row.WaitingFor).With(row.DeadlineAt).With(row.WarnedAt).With(row.Anomaly).With(row.ReasonCode)
            .With(row.Reason).With(row.CreatedAt).With(row.UpdatedAt).With(row.ResentOf).Execute();
    }

    public IReadOnlyList<TrackingRow> ListFor(Digest packet) => _forPacket.Start().With(packet).List(Read);

    public IReadOnlyDictionary<string, int> CountStates(Digest packet) =>
        _countStates.Start().With(packet).List(static s => (State: s.Text(0), Count: s.Int32(1))).ToDictionary(static c => c.State, static c => c.Count, StringComparer.Ordinal);

    public string Stamp(Digest packet, DateTimeOffset now) =>
        _stamp.Start().With(packet).With(now).List(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Int64(0)}-{s.Int64OrNull(1)}-{s.Int64OrNull(2)}-{s.Int64OrNull(3)}"))[0];

    public TrackingRow? Find(Digest packet, OrganId recipient) => _find.Start().With(packet).With(recipient).Single(Read);

    public TrackingRow? Find(Guid id) => _findId.Start().With(id).Single(Read);

    public IReadOnlyList<TrackingRow> ListResent(Guid refused) => _resent.Start().With(refused).List(Read);

    public IReadOnlyList<TrackingRow> FindByDocument(OrganId sender, string documentId, OrganId? recipient) => recipient is { } one
        ? _byDocumentFor.Start().With(sender).With(documentId).With(one).List(Read)
        : _byDocument.Start().With(sender).With(documentId).List(Read);

    public IReadOnlyList<TrackingRow> FindByCode(OrganId sender, string code, OrganId? recipient) => recipient is { } one
        ? _byCodeFor.Start().With(sender).With(code).With(one).List(Read)
        : _byCode.Start().With(sender).With(code).List(Read);

    public void Update(TrackingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var changed = _update.Start().With(row.Packet).With(row.Code).With(row.Delivered).With(row.State).With(row.Place).With(row.PlaceSince)
            .With(row.WaitingFor).With(row.DeadlineAt).With(row.WarnedAt).With(row.Anomaly).With(row.ReasonCode).With(row.Reason).With(row.UpdatedAt)
            .With((long?)row.ChangeKind).With((long?)row.ChangeEnd).With(row.ChangePacket).With(row.ReplacedBy).With(row.Id).Execute();
        if (changed == 0)
        {
            throw new InvalidOperationException($"There is no tracking row {row.Id}.");
        }
    }

    public bool AddEvent(TrackingEventRow item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _addEvent.Start().With(item.Row).With(item.Source).With(item.IsReceipt).With(item.Code).With(item.Issuer).With(item.EventAt)
            .With(item.ArrivedAt).With(item.Actor).With(item.Unit).With(item.Description).With(item.Success).Execute() > 0;
    }

    public IReadOnlyList<TrackingEventRow> Events(Guid row) => _events.Start().With(row).List(static s => new TrackingEventRow(
        s.Guid(0), s.Digest(1), s.Bool(2), s.Text(3), s.Text(4), s.Time(5), s.Time(6), s.TextOrNull(7), s.TextOrNull(8), s.TextOrNull(9), s.Bool(10)));

    public IReadOnlyList<TrackingRow> List(IReadOnlyCollection<OrganId>? senders, bool openOnly, Guid? before, int limit)
    {
        var end = before ?? KeyPages.End;
        if (senders is null)
        {
            return _listAll.Start().With(end).With(openOnly).With(limit).List(Read);
        }

        bool[] states = openOnly ? [true] : [true, false];
        var ranges = from sender in senders.Distinct()
                     from open in states
                     select (sender, open);
        return KeyPages.Newest(ranges.Select(r => _list.Start().With(r.sender).With(r.open).With(end).With(limit).List(Read)), static r => r.Id, limit);
    }

    public IReadOnlyList<TrackingRow> ListFailed(IReadOnlyCollection<OrganId>? senders, Guid? before, int limit)
    {
        var end = before ?? KeyPages.End;
        return senders is null
            ? _failedAll.Start().With(end).With(limit).List(Read)
            : KeyPages.Newest(senders.Distinct().Select(s => _failed.Start().With(s).With(end).With(limit).List(Read)), static r => r.Id, limit);
    }

    public IReadOnlyList<TrackingRow> ListLate(DateTimeOffset deadlineBefore, Guid? after, int limit) =>
        _late.Start().With(deadlineBefore).With(after ?? Guid.Empty).With(limit).List(Read);

    public IReadOnlyList<(OrganId Sender, int Count)> CountLate(DateTimeOffset deadlineBefore) =>
        _countLate.Start().With(deadlineBefore).List(static s => (s.Organ(0), s.Int32(1)));

    public IReadOnlyList<TrackingRow> ListOrphans(DateTimeOffset before, int limit) => _orphans.Start().With(before).With(limit).List(Read);

    private static TrackingRow Read(Statement s) => new(
        s.Guid(0), s.DigestOrNull(1), s.Organ(2), s.Text(3), s.TextOrNull(4), s.Organ(5), s.Organ(6), s.Text(7), s.NodeOrNull(8), s.TimeOrNull(9),
        s.TextOrNull(10), s.TimeOrNull(11), s.TimeOrNull(12), s.TextOrNull(13), s.TextOrNull(14), s.TextOrNull(15), s.Time(16), s.Time(17))
    {
        ChangeKind = (ChangeKind?)s.Int64OrNull(18),
        ChangeEnd = (ChangeEnd?)s.Int64OrNull(19),
        ChangePacket = s.DigestOrNull(20),
        ReplacedBy = s.DigestOrNull(21),
        ResentOf = s.GuidOrNull(22),
    };
}
