using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>What waits for the software of agencies, and what systems handed in.</summary>
internal sealed class VxpItemTable(Database database) : IVxpItems
{
    private const string Columns = "doc_id, kind, packet, recipient, addressed, sender, state, created_at, updated_at, fetched_at, reason";
    private const string SentColumns = "doc_id, system, kind, packet, sender, recipients, sent_at";

    // What is handed out no more, because its recall was agreed to (inbox state 21) or it is isolated, waits for nobody.
    private const string Handed = """
        v.state < 2 AND NOT EXISTS (SELECT 1 FROM inbox_item i WHERE i.packet = v.packet AND i.recipient = v.recipient AND i.state = 21)
        AND NOT EXISTS (SELECT 1 FROM isolation x WHERE x.packet = v.packet AND x.state < 2)
        """;

    // state < 2 is spelled out, so that the partial index serves. A document that waits for the recipient's clerk (inbox state 20) is not shown to software.
    private const string Open = $"""
        FROM vxp_item v WHERE v.recipient IN (SELECT value FROM json_each(?1)) AND v.kind = ?2 AND {Handed}
        AND NOT EXISTS (SELECT 1 FROM inbox_item i WHERE i.packet = v.packet AND i.recipient = v.recipient AND i.state = 20)
        """;

    private const string SentRows = """
        SELECT h.doc_id, h.kind, h.packet, h.sender, r.value, h.sent_at FROM vxp_handed_in h, json_each(h.recipients) r
        """;

    private readonly Statement _add = database.Prepare($"INSERT INTO vxp_item ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (packet, recipient) DO NOTHING");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM vxp_item WHERE doc_id = ?");
    private readonly Statement _findPacket = database.Prepare($"SELECT {Columns} FROM vxp_item WHERE packet = ? AND recipient = ?");
    private readonly Statement _listOpen = database.Prepare($"SELECT {Columns} {Open} AND v.created_at >= ?3 AND v.created_at < ?4 ORDER BY v.created_at, v.doc_id LIMIT ?6 OFFSET ?5");
    private readonly Statement _countOpen = database.Prepare($"SELECT count(*) {Open}");
    private readonly Statement _oldestOpen = database.Prepare($"SELECT min(v.created_at) FROM vxp_item v WHERE v.recipient IN (SELECT value FROM json_each(?)) AND {Handed}");
    private readonly Statement _setState = database.Prepare("UPDATE vxp_item SET state = ?, updated_at = ?, reason = ? WHERE doc_id = ?");
    private readonly Statement _withdraw = database.Prepare("UPDATE vxp_item SET state = 3, updated_at = ?, reason = ? WHERE packet = ? AND recipient = ? AND fetched_at IS NULL AND state < 2");
    private readonly Statement _giveBack = database.Prepare("UPDATE vxp_item SET state = 0, updated_at = ?, reason = NULL WHERE packet = ? AND recipient = ? AND fetched_at IS NULL AND state = 3 AND reason = ?");
    private readonly Statement _setFetched = database.Prepare("UPDATE vxp_item SET fetched_at = ? WHERE doc_id = ? AND fetched_at IS NULL");
    private readonly Statement _addSent = database.Prepare($"INSERT INTO vxp_handed_in ({SentColumns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (doc_id) DO NOTHING");
    private readonly Statement _findSent = database.Prepare($"SELECT {SentColumns} FROM vxp_handed_in WHERE doc_id = ?");
    private readonly Statement _listSent = database.Prepare($"{SentRows} WHERE h.system = ?1 AND h.kind = ?2 AND h.sent_at >= ?3 AND h.sent_at < ?4 ORDER BY h.sent_at DESC, h.doc_id, r.key LIMIT ?6 OFFSET ?5");
    private readonly Statement _listSentOne = database.Prepare($"{SentRows} WHERE h.doc_id = ?1 ORDER BY r.key LIMIT ?3 OFFSET ?2");

    public bool Add(VxpItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _add.Start().With(item.DocId).With((long)item.Kind).With(item.Packet).With(item.Recipient).With(item.Addressed).With(item.Sender).With((long)item.State)
            .With(item.CreatedAt).With(item.UpdatedAt).With(item.FetchedAt).With(item.Reason).Execute() > 0;
    }

    public VxpItem? Find(string docId) => _find.Start().With(docId).Single(Read);

    public VxpItem? Find(Digest packet, OrganId recipient) => _findPacket.Start().With(packet).With(recipient).Single(Read);

    public IReadOnlyList<VxpItem> ListOpen(IReadOnlyCollection<OrganId> recipients, PacketKind kind, Period created, int skip, int limit) =>
        _listOpen.Start().With(StoreJson.Write((IReadOnlyList<OrganId>)[.. recipients])).With((long)kind).With(created.From).With(created.Until).With(skip).With(limit).List(Read);

    public long CountOpen(IReadOnlyCollection<OrganId> recipients, PacketKind kind) => _countOpen.Start().With(StoreJson.Write((IReadOnlyList<OrganId>)[.. recipients])).With((long)kind).Scalar() ?? 0;

    public DateTimeOffset? OldestOpen(IReadOnlyCollection<OrganId> recipients) => _oldestOpen.Start().With(StoreJson.Write((IReadOnlyList<OrganId>)[.. recipients])).Single(static s => s.TimeOrNull(0));

    public void SetState(string docId, VxpItemState state, DateTimeOffset at, string? reason) => _setState.Start().With((long)state).With(at).With(reason).With(docId).Execute();

    public void Withdraw(Digest packet, OrganId recipient, string reason, DateTimeOffset at) => _withdraw.Start().With(at).With(reason).With(packet).With(recipient).Execute();

    public void GiveBack(Digest packet, OrganId recipient, string reason, DateTimeOffset at) => _giveBack.Start().With(at).With(packet).With(recipient).With(reason).Execute();

    public void SetFetched(string docId, DateTimeOffset at) => _setFetched.Start().With(at).With(docId).Execute();

    public bool AddSent(VxpHandedIn sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return _addSent.Start().With(sent.DocId).With(sent.System).With((long)sent.Kind).With(sent.Packet).With(sent.Sender).With(StoreJson.Write(sent.Recipients)).With(sent.SentAt).Execute() > 0;
    }

    public VxpHandedIn? FindSent(string docId) => _findSent.Start().With(docId).Single(ReadSent);

    public IReadOnlyList<VxpSentRow> ListSent(string system, PacketKind kind, Period sent, int skip, int limit) =>
        _listSent.Start().With(system).With((long)kind).With(sent.From).With(sent.Until).With(skip).With(limit).List(ReadSentRow);

    public IReadOnlyList<VxpSentRow> ListSent(string docId, int skip, int limit) => _listSentOne.Start().With(docId).With(skip).With(limit).List(ReadSentRow);

    private static VxpItem Read(Statement s) => new(
        s.Text(0), (PacketKind)s.Int32(1), s.Digest(2), s.Organ(3), s.Organ(4), s.Organ(5), (VxpItemState)s.Int32(6), s.Time(7), s.Time(8), s.TimeOrNull(9), s.TextOrNull(10));

    private static VxpSentRow ReadSentRow(Statement s) => new(s.Text(0), (PacketKind)s.Int32(1), s.Digest(2), s.Organ(3), s.Organ(4), s.Time(5));

    private static VxpHandedIn ReadSent(Statement s) => new(s.Text(0), s.Text(1), (PacketKind)s.Int32(2), s.Digest(3), s.Organ(4), StoreJson.ReadOrgans(s.Text(5)), s.Time(6));
}
