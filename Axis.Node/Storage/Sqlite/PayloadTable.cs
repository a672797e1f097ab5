using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Bytes that a relay may give up, and those that it gave up.</summary>
internal sealed class PayloadTable(Database database, PacketTable packets) : IPayloads
{
    // States: 1 acknowledged, 3 refused, 4 withdrawn. A settled delivery keeps in due_at when it was settled.
    private const string Relayable =
        "p.kind = 0 AND p.submission IS NULL AND p.stored_at < ?1 "
        + "AND NOT EXISTS (SELECT 1 FROM inbox_item i WHERE i.packet = p.digest) "
        + "AND NOT EXISTS (SELECT 1 FROM payload_release r WHERE r.packet = p.digest) "
        + "AND EXISTS (SELECT 1 FROM delivery d WHERE d.packet = p.digest) "
        + "AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.packet = p.digest AND (d.state NOT IN (1, 3, 4) OR d.due_at >= ?1))";

    private readonly Statement _relayed = database.Prepare($"SELECT p.id, p.digest FROM packet p WHERE {Relayable} AND p.id > ?2 ORDER BY p.id LIMIT ?3");
    private readonly Statement _isRelayed = database.Prepare($"SELECT 1 FROM packet p WHERE {Relayable} AND p.digest = ?2");
    private readonly Statement _drop = database.Prepare("DELETE FROM packet_bytes WHERE packet = (SELECT id FROM packet WHERE digest = ?)");
    private readonly Statement _release = database.Prepare("INSERT INTO payload_release (packet, at, cause, size, evidence, file) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare("SELECT packet, at, cause, size, evidence, file FROM payload_release WHERE packet = ?");

    public IReadOnlyList<(long Row, PacketRow Packet)> Relayed(DateTimeOffset overBefore, long after, int limit) =>
        [.. _relayed.Start().With(overBefore).With(after).With(limit).List(static s => (s.Int64(0), s.Digest(1)))
            .Select(r => (r.Item1, packets.Find(r.Item2) ?? throw new InvalidOperationException("A packet just listed is not there.")))];

    public bool IsRelayed(Digest packet, DateTimeOffset overBefore) => _isRelayed.Start().With(overBefore).With(packet).Any();

    public void Release(PayloadRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        _drop.Start().With(release.Packet).Execute();
        _release.Start().With(release.Packet).With(release.At).With(release.Cause).With(release.Size).With(release.Evidence).With(release.File).Execute();
    }

    public PayloadRelease? Find(Digest packet) => _find.Start().With(packet)
        .Single(static s => new PayloadRelease(s.Digest(0), s.Time(1), s.Text(2), s.Int64(3), s.Digest(4), s.Text(5)));
}
