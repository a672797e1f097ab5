using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Documents stopped for signs of a state secret.</summary>
internal sealed class SecrecyTable(Database database) : ISecrecyHolds
{
    private const string Columns = "id, agency, fingerprint, findings, channel, at, last_at, times, decided_at, decided_by, released, reason";

    private readonly Statement _stop = database.Prepare(
        $"INSERT INTO secrecy_hold ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, 1, NULL, NULL, NULL, NULL) "
        + "ON CONFLICT (agency, fingerprint) DO UPDATE SET last_at = excluded.last_at, times = times + 1");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM secrecy_hold WHERE id = ?");
    private readonly Statement _findContent = database.Prepare($"SELECT {Columns} FROM secrecy_hold WHERE agency = ? AND fingerprint = ?");

    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM secrecy_hold WHERE id < ?1 AND (?2 = 0 OR decided_at IS NULL) ORDER BY id DESC LIMIT ?3");

    private readonly Statement _listOf = database.Prepare(
        $"SELECT {Columns} FROM secrecy_hold WHERE agency = ?4 AND id < ?1 AND (?2 = 0 OR decided_at IS NULL) ORDER BY id DESC LIMIT ?3");

    private readonly Statement _decide = database.Prepare(
        "UPDATE secrecy_hold SET decided_at = ?, decided_by = ?, released = ?, reason = ? WHERE id = ? AND decided_at IS NULL");

    public SecrecyHold Stop(SecrecyHold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        _stop.Start().With(hold.Id).With(hold.Agency).With(hold.Fingerprint).With(StoreJson.Write(hold.Findings)).With(hold.Channel).With(hold.At).With(hold.LastAt).Execute();
        return Find(hold.Agency, hold.Fingerprint) ?? throw new InvalidOperationException("The hold just kept is not there.");
    }

    public SecrecyHold? Find(Guid id) => _find.Start().With(id).Single(Read);

    public SecrecyHold? Find(OrganId agency, Digest fingerprint) => _findContent.Start().With(agency).With(fingerprint).Single(Read);

    public IReadOnlyList<SecrecyHold> List(IReadOnlyCollection<OrganId>? agencies, bool openOnly, Guid? before, int limit)
    {
        var end = before ?? KeyPages.End;
        return agencies is null
            ? _list.Start().With(end).With(openOnly).With(limit).List(Read)
            : KeyPages.Newest(agencies.Distinct().Select(a => _listOf.Start().With(end).With(openOnly).With(limit).With(a).List(Read)), static h => h.Id, limit);
    }

    public bool Decide(Guid id, bool released, string by, string reason, DateTimeOffset at) =>
        _decide.Start().With(at).With(by).With(released).With(reason).With(id).Execute() > 0;

    private static SecrecyHold Read(Statement s) => new(
        s.Guid(0), s.Organ(1), s.Digest(2), StoreJson.ReadTexts(s.Text(3)), s.Text(4), s.Time(5), s.Time(6), s.Int32(7), s.TimeOrNull(8), s.TextOrNull(9), s.IsNull(10) ? null : s.Bool(10),
        s.TextOrNull(11));
}
