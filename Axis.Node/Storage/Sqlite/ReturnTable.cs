using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Receipts owed to neighbours, oldest first.</summary>
internal sealed class ReturnTable(Database database, ReceiptTable receipts) : IReturns
{
    private readonly Statement _add = database.Prepare(
        "INSERT INTO receipt_owed (neighbour, receipt, at) VALUES (?, ?, ?) ON CONFLICT (neighbour, receipt) DO NOTHING");

    private readonly Statement _next = database.Prepare(
        $"SELECT {ReceiptTable.Columns} FROM receipt_owed o JOIN receipt r ON r.digest = o.receipt JOIN receipt_place p ON p.receipt = r.id "
        + "JOIN seal s ON s.id = p.seal WHERE o.neighbour = ? ORDER BY o.id LIMIT ?");

    private readonly Statement _remove = database.Prepare("DELETE FROM receipt_owed WHERE neighbour = ? AND receipt = ?");
    private readonly Statement _counts = database.Prepare("SELECT neighbour, count(*) FROM receipt_owed GROUP BY neighbour ORDER BY neighbour");

    public void Add(NodeId neighbour, Digest receipt, DateTimeOffset at) => _add.Start().With(neighbour).With(receipt).With(at).Execute();

    public IReadOnlyList<SealedReceipt> Next(NodeId neighbour, int max)
    {
        receipts.SealPending();
        // Both sides are always counted, hence no short cut.
        var (rows, bytes) = (0, 0L);
        return _next.Start().With(neighbour).With(max).List(ReceiptTable.Read, r => (bytes += r.Bytes.Length + r.Seal.Length) <= IReturns.MostBytes | rows++ == 0);
    }

    public void Remove(NodeId neighbour, IReadOnlyCollection<Digest> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        foreach (var receipt in receipts)
        {
            _remove.Start().With(neighbour).With(receipt).Execute();
        }
    }

    public IReadOnlyList<(NodeId Neighbour, long Count)> Counts() => _counts.Start().List(static s => (s.Node(0), s.Int64(1)));
}
