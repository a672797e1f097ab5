using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Rules.Deadlines;

namespace Axis.Node.Storage.Sqlite;

/// <summary>The ledger as statistics count it; reads only.</summary>
internal sealed class ReportTable(Database database) : IReports
{
    private readonly Statement _sent = database.Prepare(
        "SELECT p.stored_at, coalesce(json_extract(p.facts, '$.businessDocType'), 0), p.native, coalesce(json_extract(p.facts, '$.paper'), 0), count(t.id), "
        + "sum(t.state NOT IN ('SENT', 'FAILED', 'WITHDRAWN')), "
        + "sum(EXISTS (SELECT 1 FROM tracking_event e WHERE e.tracking = t.id AND e.code IN ('ContentConsignment', '01') AND e.success = 1 AND (t.deadline_at IS NULL OR e.event_at <= t.deadline_at))), "
        + "sum(t.state = '02'), sum(t.state = 'FAILED'), json_extract(p.facts, '$.promulgationDate'), coalesce(json_extract(p.facts, '$.priority'), 0) "
        + "FROM packet p LEFT JOIN tracking t ON t.packet = p.digest "
        + "WHERE p.sender = ? AND p.submission IS NOT NULL AND p.kind = 0 AND p.stored_at >= ? AND p.stored_at < ? GROUP BY p.id");

    private readonly Statement _received = database.Prepare(
        "SELECT i.arrived_at, coalesce(json_extract(p.facts, '$.businessDocType'), 0), i.state, i.registered_at, i.arrival_number IS NOT NULL, "
        + "(SELECT v.value FROM legal_value v WHERE v.packet = i.packet ORDER BY v.id LIMIT 1), d.due_at, d.settled_at "
        + $"FROM inbox_item i JOIN packet p ON p.digest = i.packet LEFT JOIN deadline d ON d.subject = i.id AND d.kind = {(int)DeadlineKind.Registration} WHERE i.recipient = ? AND i.arrived_at >= ? AND i.arrived_at < ?");

    private readonly Statement _paper = database.Prepare(
        "SELECT at, incoming, incoming = 0 AND EXISTS (SELECT 1 FROM paper_receiver r WHERE r.agency = l.agency AND r.year = l.year AND r.line = l.line AND r.connected = 1) "
        + "FROM register_line l WHERE agency = ? AND version = 1 AND at >= ? AND at < ?");

    public void Sent(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<SentFact> take) => _sent.Start().With(agency).With(from).With(before).Each(s => take(new SentFact(
        s.Time(0), s.Int32(1), s.Bool(2), s.Bool(3), s.Int32(4), Count(s, 5), Count(s, 6), Count(s, 7), Count(s, 8),
        DateOnly.TryParseExact(s.TextOrNull(9), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, s.Int32(10))));

    public void Received(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<ReceivedFact> take) => _received.Start().With(agency).With(from).With(before).Each(s => take(new ReceivedFact(
        s.Time(0), s.Int32(1), (InboxState)s.Int32(2), s.TimeOrNull(3), s.Bool(4), s.TextOrNull(5), s.TimeOrNull(6), s.TimeOrNull(7))));

    public void Paper(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<PaperFact> take) =>
        _paper.Start().With(agency).With(from).With(before).Each(s => take(new PaperFact(s.Time(0), s.Bool(1), s.Bool(2))));

    // A sum over no row is NULL.
    private static int Count(Statement s, int column) => s.IsNull(column) ? 0 : s.Int32(column);
}
