using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>What passed between this node and the VXP servers that it is a client of.</summary>
internal sealed class VxpLinkTable(Database database) : IVxpLinkItems
{
    private const string Columns = "link, doc_id, state, attempts, due_at, packet, reason_code, reason, seen_at, kind, receiver, waits_since";

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM vxp_arrival WHERE link = ? AND doc_id = ?");

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO vxp_arrival ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (link, doc_id) DO UPDATE SET "
        + "state = excluded.state, attempts = excluded.attempts, due_at = excluded.due_at, packet = excluded.packet, reason_code = excluded.reason_code, reason = excluded.reason, "
        + "kind = excluded.kind, receiver = excluded.receiver, waits_since = excluded.waits_since");

    private readonly Statement _untold = database.Prepare($"SELECT {Columns} FROM vxp_arrival WHERE link = ? AND state IN (1, 3) AND due_at <= ? ORDER BY due_at, doc_id LIMIT ?");

    private readonly Statement _due = database.Prepare($"SELECT {Columns} FROM vxp_arrival WHERE link = ? AND state = 0 AND due_at <= ? AND kind IS NOT NULL ORDER BY due_at, doc_id LIMIT ?");
    private readonly Statement _troubled = database.Prepare($"SELECT {Columns} FROM vxp_arrival WHERE link = ? AND state IN (0, 3, 4) ORDER BY seen_at, doc_id LIMIT ?");

    private readonly Statement _addContent = database.Prepare(
        "INSERT INTO vxp_content (link, content, receiver, packet, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (link, content, receiver) DO NOTHING");

    private readonly Statement _addSent = database.Prepare("INSERT INTO vxp_sent (link, delivery, doc_id, at) VALUES (?, ?, ?, ?) ON CONFLICT (link, delivery) DO NOTHING");
    private readonly Statement _findSent = database.Prepare("SELECT link, delivery, doc_id, at FROM vxp_sent WHERE link = ? AND delivery = ?");
    private readonly Statement _listSent = database.Prepare("SELECT link, delivery, doc_id, at FROM vxp_sent WHERE link = ? AND at >= ? ORDER BY delivery DESC LIMIT ?");
    private readonly Statement _isSent = database.Prepare("SELECT 1 FROM vxp_sent WHERE link = ? AND doc_id = ? LIMIT 1");

    private readonly Statement _counts = database.Prepare(
        "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state IN (1, 3)), count(*) FILTER (WHERE state IN (3, 4)) FROM vxp_arrival WHERE link = ? AND state <> 2");

    public VxpArrival? Find(NodeId link, string docId) => _find.Start().With(link).With(docId).Single(Read);

    public void Put(VxpArrival arrival)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        _put.Start().With(arrival.Link).With(arrival.DocId).With((long)arrival.State).With((long)arrival.Attempts).With(arrival.DueAt).With(arrival.Packet)
            .With(arrival.ReasonCode).With(arrival.Reason).With(arrival.SeenAt).With((long?)arrival.Kind).With(arrival.To).With(arrival.WaitsSince).Execute();
    }

    public IReadOnlyList<VxpArrival> Untold(NodeId link, DateTimeOffset due, int limit) => _untold.Start().With(link).With(due).With((long)limit).List(Read);

    public IReadOnlyList<VxpArrival> Due(NodeId link, DateTimeOffset due, int limit) => _due.Start().With(link).With(due).With((long)limit).List(Read);

    public IReadOnlyList<VxpArrival> Troubled(NodeId link, int limit) => _troubled.Start().With(link).With((long)limit).List(Read);

    public bool AddContent(NodeId link, Digest content, OrganId receiver, Digest packet, DateTimeOffset at) =>
        _addContent.Start().With(link).With(content).With(receiver).With(packet).With(at).Execute() == 1;

    public void AddSent(VxpSent sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        _addSent.Start().With(sent.Link).With(sent.Delivery).With(sent.DocId).With(sent.At).Execute();
    }

    public VxpSent? FindSent(NodeId link, Guid delivery) =>
        _findSent.Start().With(link).With(delivery).Single(ReadSent);

    public IReadOnlyList<VxpSent> ListSent(NodeId link, DateTimeOffset since, int limit) => _listSent.Start().With(link).With(since).With(limit).List(ReadSent);

    public bool IsSent(NodeId link, string docId) => _isSent.Start().With(link).With(docId).Any();

    public VxpCounts Counts(NodeId link) =>
        _counts.Start().With(link).Single(static s => new VxpCounts(s.Int64(0), s.Int64(1), s.Int64(2)))!;

    private static VxpSent ReadSent(Statement s) => new(s.Node(0), s.Guid(1), s.Text(2), s.Time(3));

    private static VxpArrival Read(Statement s) => new(
        s.Node(0), s.Text(1), (VxpArrivalState)s.Int32(2), s.Int32(3), s.Time(4), s.IsNull(5) ? null : s.Digest(5), s.TextOrNull(6), s.TextOrNull(7), s.Time(8))
    {
        Kind = s.IsNull(9) ? null : (PacketKind)s.Int32(9),
        To = s.TextOrNull(10),
        WaitsSince = s.IsNull(11) ? null : s.Time(11),
    };
}
