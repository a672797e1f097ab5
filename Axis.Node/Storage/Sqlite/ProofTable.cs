using Axis.Core.Packets;
using Axis.Signing.Timestamps;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Proofs beside packets, what is due of them, and stamps over journal heads.</summary>
internal sealed class ProofTable(Database database) : IProofs
{
    /// <summary>Packets of which something is due; the plan of this statement is tested.</summary>
    public const string DueSql = "SELECT p.digest FROM packet_level l JOIN packet p ON p.id = l.packet WHERE l.due_at <= ? ORDER BY l.due_at LIMIT ?";

    private readonly Statement _await = database.Prepare(
        "INSERT INTO packet_level (packet, due_at) SELECT id, ? FROM packet WHERE digest = ? ON CONFLICT (packet) DO NOTHING");

    private readonly Statement _due = database.Prepare(DueSql);
    private readonly Statement _nextDue = database.Prepare("SELECT min(due_at) FROM packet_level");
    private readonly Statement _countDue = database.Prepare("SELECT count(*) FROM (SELECT 1 FROM packet_level WHERE due_at <= ? LIMIT ?)");

    private readonly Statement _level = database.Prepare(
        "SELECT l.level, l.pending, l.due_at, l.failures, l.reason FROM packet p JOIN packet_level l ON l.packet = p.id WHERE p.digest = ?");

    private readonly Statement _setLevel = database.Prepare(
        "UPDATE packet_level SET level = ?, pending = ?, due_at = ?, failures = ?, reason = ? WHERE packet = (SELECT id FROM packet WHERE digest = ?)");

    private readonly Statement _resume = database.Prepare("UPDATE packet_level SET due_at = ? WHERE due_at > ? AND due_at <= ? AND pending = 1");

    private readonly Statement _proofs = database.Prepare(
        "SELECT r.kind, r.token, r.proof_values FROM packet p JOIN packet_proof r ON r.packet = p.id WHERE p.digest = ? ORDER BY r.position");

    private readonly Statement _count = database.Prepare("SELECT count(*) FROM packet p JOIN packet_proof r ON r.packet = p.id WHERE p.digest = ?");

    private readonly Statement _add = database.Prepare(
        "INSERT INTO packet_proof (packet, position, kind, token, proof_values, added_at) SELECT id, ?, ?, ?, ?, ? FROM packet WHERE digest = ?");

    private readonly Statement _value = database.Prepare("SELECT kind, bytes FROM proof_value WHERE digest = ?");
    private readonly Statement _addValue = database.Prepare("INSERT INTO proof_value (digest, kind, bytes) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING");

    private readonly Statement _unstamped = database.Prepare(
        "SELECT log, tree_size, root, at, seal FROM journal_head h WHERE log = (SELECT max(log) FROM journal_head) "
        + "AND tree_size > (SELECT coalesce(max(tree_size), 0) FROM journal_stamp s WHERE s.log = h.log) ORDER BY tree_size DESC LIMIT 1");

    private readonly Statement _addStamp = database.Prepare(
        "INSERT INTO journal_stamp (log, tree_size, token, gen_time) VALUES (?, ?, ?, ?) ON CONFLICT (log, tree_size) DO NOTHING");

    private readonly Statement _stamps = database.Prepare(
        "SELECT log, tree_size, token, gen_time FROM journal_stamp WHERE log = ? AND tree_size >= ? ORDER BY tree_size LIMIT ?");

    public void Await(Digest packet, DateTimeOffset dueAt) => _await.Start().With(dueAt).With(packet).Execute();

    public IReadOnlyList<Digest> Due(DateTimeOffset now, int limit) => _due.Start().With(now).With(limit).List(static s => s.Digest(0));

    public DateTimeOffset? NextDue() => _nextDue.Start().Single(static s => s.TimeOrNull(0));

    public int CountDue(DateTimeOffset now, int atMost) => (int)(_countDue.Start().With(now).With(atMost).Scalar() ?? 0);

    public void Resume(DateTimeOffset now, DateTimeOffset until) => _resume.Start().With(now).With(now).With(until).Execute();

    public PacketLevel? Level(Digest packet) => _level.Start().With(packet)
        .Single(static s => new PacketLevel((SignatureLevel)s.Int32(0), s.Bool(1), s.Time(2), s.Int32(3), s.TextOrNull(4)));

    public void SetLevel(Digest packet, PacketLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        _setLevel.Start().With((long)level.Level).With(level.Pending).With(level.DueAt).With((long)level.Failures).With(level.Reason).With(packet).Execute();
    }

    public IReadOnlyList<SignatureProof> Of(Digest packet)
    {
        var rows = _proofs.Start().With(packet).List(static s => (Kind: (ProofKind)s.Int32(0), Token: s.IsNull(1) ? null : s.Blob(1), Values: s.IsNull(2) ? [] : s.Digests(2)));
        return [.. rows.Select(r => r.Kind switch
        {
            ProofKind.SignatureTimestamp => SignatureProof.OfSignature(TimestampToken.Read(r.Token)),
            ProofKind.ArchiveTimestamp => SignatureProof.OfArchive(TimestampToken.Read(r.Token)),
            ProofKind.ValidationValues => SignatureProof.OfSigner(r.Values.Select(Value)),
            _ => SignatureProof.OfAuthority(r.Values.Select(Value)),
        })];
    }

    public bool Add(Digest packet, int position, IReadOnlyList<SignatureProof> proofs, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        if (_count.Start().With(packet).Scalar() != position)
        {
            return false;
        }

        foreach (var proof in proofs)
        {
            foreach (var value in proof.Values)
            {
                _addValue.Start().With(value.Digest).With((long)value.Kind).With(value.Der.Span).Execute();
            }

            var row = _add.Start().With((long)position++).With((long)proof.Kind);
            row = proof.Token is { } token ? row.With(token.Der.Span).Null() : row.Null().With([.. proof.Values.Select(static v => v.Digest)]);
            row.With(at).With(packet).Execute();
        }

        return true;
    }

    public (int Log, JournalHead Head)? NewestUnstamped() => _unstamped.Start()
        .Single(static s => ((int, JournalHead)?)(s.Int32(0), new JournalHead(s.Int64(1), s.Digest(2), s.Time(3), s.Blob(4))));

    public void AddStamp(JournalStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        _addStamp.Start().With((long)stamp.Log).With(stamp.TreeSize).With(stamp.Token.Span).With(stamp.Time).Execute();
    }

    public IReadOnlyList<JournalStamp> Stamps(int log, long fromSize, int limit) =>
        _stamps.Start().With((long)log).With(fromSize).With(limit).List(static s => new JournalStamp(s.Int32(0), s.Int64(1), s.Blob(2), s.Time(3)));

    private ProofValue Value(Digest digest) => _value.Start().With(digest).Single(static s => new ProofValue((ProofValueKind)s.Int32(0), s.Blob(1)))
        ?? throw new InvalidDataException($"A proof names the value {digest}, which is not in the store.");
}
