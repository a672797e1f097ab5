using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage;

/// <summary>Receipts on their way home: owed to the neighbour that handed the packet over.</summary>
public interface IReturns
{
    /// <summary>Owes a receipt to a neighbour; a repeat changes nothing.</summary>
    void Add(NodeId neighbour, Digest receipt, DateTimeOffset at);

    /// <summary>Receipts of thousands of recipients are large: a batch holds this many bytes of receipts and seals at most, so that it fits its frame.</summary>
    const long MostBytes = 16L << 20;

    /// <summary>The oldest receipts owed to a neighbour; at least one, at most <see cref="MostBytes"/>.</summary>
    IReadOnlyList<SealedReceipt> Next(NodeId neighbour, int max);

    /// <summary>The neighbour has them.</summary>
    void Remove(NodeId neighbour, IReadOnlyCollection<Digest> receipts);

    /// <summary>Neighbours to whom receipts are owed, with counts.</summary>
    IReadOnlyList<(NodeId Neighbour, long Count)> Counts();
}
