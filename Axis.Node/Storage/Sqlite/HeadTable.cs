using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Heads of neighbours held here, signatures of neighbours over heads of this node, and contradictions.</summary>
internal sealed class HeadTable(Database database) : IHeads
{
    private const string HeldColumns = "node, log, tree_size, root, seal, cosignature, at";

    private readonly Statement _find = database.Prepare($"SELECT {HeldColumns} FROM held_head WHERE node = ? AND log = ?");
    private readonly Statement _of = database.Prepare($"SELECT {HeldColumns} FROM held_head WHERE node = ? ORDER BY at, log");

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO held_head ({HeldColumns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (node, log) DO UPDATE SET "
        + "tree_size = excluded.tree_size, root = excluded.root, seal = excluded.seal, cosignature = excluded.cosignature, at = excluded.at");

    private readonly Statement _cosign = database.Prepare(
        "INSERT INTO head_cosignature (log, tree_size, neighbour, cosignature, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (log, tree_size, neighbour) DO NOTHING");

    private readonly Statement _last = database.Prepare(
        "SELECT log, tree_size, neighbour, cosignature, at FROM head_cosignature WHERE neighbour = ? AND log = ? ORDER BY tree_size DESC LIMIT 1");

    private readonly Statement _from = database.Prepare(
        "SELECT log, min(tree_size), neighbour, cosignature, at FROM head_cosignature WHERE log = ? AND tree_size >= ? GROUP BY neighbour ORDER BY neighbour");

    private readonly Statement _addAlarm = database.Prepare(
        "INSERT INTO head_alarm (node, witness, log, held, shown, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (node, witness, log) DO NOTHING");

    private readonly Statement _alarms = database.Prepare("SELECT node, witness, log, held, shown, at FROM head_alarm ORDER BY id");

    public HeldHead? FindHeld(NodeId node, string log) => _find.Start().With(node).With(log).Single(ReadHeld);

    public IReadOnlyList<HeldHead> HeldOf(NodeId node) => _of.Start().With(node).List(ReadHeld);

    public void PutHeld(HeldHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _put.Start().With(head.Node).With(head.Log).With(head.TreeSize).With(head.Root).With(head.Seal.Span).With(head.Cosignature.Span).With(head.At).Execute();
    }

    public bool AddCosignature(HeadCosignature cosignature)
    {
        ArgumentNullException.ThrowIfNull(cosignature);
        return _cosign.Start().With((long)cosignature.Log).With(cosignature.TreeSize).With(cosignature.Neighbour).With(cosignature.Cosignature.Span).With(cosignature.At).Execute() > 0;
    }

    public HeadCosignature? LastCosignature(int log, NodeId neighbour) => _last.Start().With(neighbour).With((long)log).Single(ReadCosignature);

    public IReadOnlyList<HeadCosignature> CosignaturesFrom(int log, long treeSize) => _from.Start().With((long)log).With(treeSize).List(ReadCosignature);

    public bool AddAlarm(HeadAlarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return _addAlarm.Start().With(alarm.Node).With(alarm.Witness).With(alarm.Log).With(alarm.Held.Span).With(alarm.Shown.Span).With(alarm.At).Execute() > 0;
    }

    public IReadOnlyList<HeadAlarm> Alarms() => _alarms.Start().List(static s => new HeadAlarm(s.Node(0), s.Node(1), s.Text(2), s.Blob(3), s.Blob(4), s.Time(5)));

    private static HeldHead ReadHeld(Statement s) => new(s.Node(0), s.Text(1), s.Int64(2), s.Digest(3), s.Blob(4), s.Blob(5), s.Time(6));

    private static HeadCosignature ReadCosignature(Statement s) => new(s.Int32(0), s.Int64(1), s.Node(2), s.Blob(3), s.Time(4));
}
