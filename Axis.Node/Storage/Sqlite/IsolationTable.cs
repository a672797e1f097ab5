using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Isolated packets. What is deleted is overwritten in the database's file, not only forgotten.</summary>
internal sealed class IsolationTable(Database database) : IIsolations
{
    private const string Columns = "packet, at, actor, reason, notice, state, decided_at, decided_by, decision";
    private const string Purged = "(đã xóa theo SEC-03)";

    private readonly Statement _isolate = database.Prepare(
        "INSERT INTO isolation (packet, at, actor, reason, notice, state, facts) SELECT digest, ?2, ?3, ?4, ?5, 0, facts FROM packet WHERE digest = ?1 "
        + "ON CONFLICT (packet) DO UPDATE SET at = excluded.at, actor = excluded.actor, reason = excluded.reason, notice = NULL, state = 0, decided_at = NULL, decided_by = NULL, decision = NULL, facts = excluded.facts "
        + "WHERE state = 2 AND excluded.notice IS NULL");

    private readonly Statement _redact = database.Prepare(
        "UPDATE packet SET facts = json_set(json_remove(facts, '$.subject', '$.reason', '$.description'), '$.attachments', json('[]'), '$.warnings', json('[]')) WHERE digest = ?");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM isolation WHERE packet = ?");
    private readonly Statement _withheld = database.Prepare("SELECT 1 FROM isolation WHERE packet = ? AND state < 2");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM isolation ORDER BY at DESC, packet LIMIT ? OFFSET ?");
    private readonly Statement _open = database.Prepare("SELECT count(*) FROM isolation WHERE state = 0");
    private readonly Statement _restore = database.Prepare("UPDATE packet SET facts = (SELECT facts FROM isolation WHERE packet = ?1) WHERE digest = ?1 AND EXISTS (SELECT 1 FROM isolation WHERE packet = ?1 AND state = 0)");
    private readonly Statement _decide = database.Prepare("UPDATE isolation SET state = ?, decided_at = ?, decided_by = ?, decision = ?, facts = NULL WHERE packet = ? AND state = 0");
    private readonly Statement _dropBytes = database.Prepare("DELETE FROM packet_bytes WHERE packet = (SELECT id FROM packet WHERE digest = ?)");
    private readonly Statement _dropArrived = database.Prepare(
        $"UPDATE register_line SET subject = '{Purged}' FROM inbox_item i WHERE i.packet = ? AND register_line.agency = i.recipient AND register_line.incoming = 1 "
        + "AND register_line.year = i.arrival_year AND register_line.line = cast(i.arrival_number AS TEXT)");

    private readonly Statement _dropSent = database.Prepare(
        $"UPDATE register_line SET subject = '{Purged}' FROM packet p, register_entry e WHERE p.digest = ? AND e.agency = p.sender AND e.packet = p.digest "
        + "AND register_line.agency = e.agency AND register_line.incoming = 0 AND register_line.year = e.year AND register_line.line = e.code");

    // Names of files stand in the judgement of their signatures.
    private readonly Statement _dropReport = database.Prepare(
        "UPDATE legal_value SET report = json_set(report, '$.signatures', json('[]'), '$.reasons', json('[]'), '$.warnings', json('[]')) WHERE packet = ?");

    private readonly Statement _keepNotice = database.Prepare(
        "INSERT INTO isolation_notice (sender, document_id, agency, notice, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sender, document_id, agency) DO NOTHING");

    private readonly Statement _notices = database.Prepare("SELECT agency, notice FROM isolation_notice WHERE sender = ? AND document_id = ? ORDER BY at LIMIT 1000");

    private readonly Statement _forgetNotices = database.Prepare(
        "DELETE FROM isolation_notice WHERE (sender, document_id) = (SELECT sender, document_id FROM packet WHERE digest = ?)");

    public bool Isolate(IsolationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_isolate.Start().With(row.Packet).With(row.At).With(row.By).With(row.Reason).With(row.Notice).Execute() == 0)
        {
            return false;
        }

        _redact.Start().With(row.Packet).Execute();
        return true;
    }

    public IsolationRow? Find(Digest packet) => _find.Start().With(packet).Single(Read);

    public bool IsWithheld(Digest packet) => _withheld.Start().With(packet).Any();

    public IReadOnlyList<IsolationRow> List(int skip, int limit) => _list.Start().With(limit).With(skip).List(Read);

    public int CountOpen() => (int)_open.Start().Scalar()!.Value;

    public bool GiveBack(Digest packet, string by, string reason, DateTimeOffset at)
    {
        _restore.Start().With(packet).Execute();
        if (!Decide(packet, IsolationState.GivenBack, by, reason, at))
        {
            return false;
        }

        _forgetNotices.Start().With(packet).Execute();
        return true;
    }

    public bool Purge(Digest packet, string by, string reason, DateTimeOffset at)
    {
        database.Execute("PRAGMA secure_delete = ON");
        try
        {
            if (!Decide(packet, IsolationState.Purged, by, reason, at))
            {
                return false;
            }

            _dropBytes.Start().With(packet).Execute();
            _dropArrived.Start().With(packet).Execute();
            _dropSent.Start().With(packet).Execute();
            _dropReport.Start().With(packet).Execute();
            return true;
        }
        finally
        {
            database.Execute("PRAGMA secure_delete = OFF");
        }
    }

    public void KeepNotice(OrganId sender, string documentId, IsolationWord word, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(word);
        _keepNotice.Start().With(sender).With(documentId).With(word.Agency).With(word.Notice).With(at).Execute();
    }

    public IReadOnlyList<IsolationWord> Notices(OrganId sender, string documentId) =>
        _notices.Start().With(sender).With(documentId).List(static s => new IsolationWord(s.Organ(0), s.Digest(1)));

    private bool Decide(Digest packet, IsolationState state, string by, string reason, DateTimeOffset at) =>
        _decide.Start().With((long)state).With(at).With(by).With(reason).With(packet).Execute() > 0;

    private static IsolationRow Read(Statement s) => new(
        s.Digest(0), s.Time(1), s.Text(2), s.Text(3), s.DigestOrNull(4), (IsolationState)s.Int32(5), s.TimeOrNull(6), s.TextOrNull(7), s.TextOrNull(8));
}
