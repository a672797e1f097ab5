using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage;

/// <summary>Receipts issued here and received from others.</summary>
public interface IReceipts
{
    /// <summary>
    /// Issues a receipt. <see cref="Receipt.Previous"/> and <see cref="Receipt.JournalHead"/> are filled in here. It is sealed together with the other receipts
    /// of the same transaction (one signature for the batch) before the commit.
    /// </summary>
    IssuedReceipt Issue(Receipt receipt);

    /// <summary>Keeps a verified receipt of another node; <c>false</c> when it is here already.</summary>
    bool Keep(SealedReceipt receipt, Receipt content, DateTimeOffset at);

    SealedReceipt? Find(Digest receipt);

    /// <summary>All receipts about one packet, by time.</summary>
    IReadOnlyList<SealedReceipt> ListFor(Digest packet);

    /// <summary>Receipts for an exact set of digests, in that order; missing ones are left out.</summary>
    IReadOnlyList<SealedReceipt> Get(IReadOnlyList<Digest> receipts);
}

/// <summary>A receipt of this node; its sealed form is there once the transaction is durable.</summary>
public sealed class IssuedReceipt(Digest digest)
{
    private SealedReceipt? _sealed;

    /// <summary>Identity, known at once.</summary>
    public Digest Digest { get; } = digest;

    /// <summary>The sealed form.</summary>
    /// <exception cref="InvalidOperationException">Asked for before the transaction ended.</exception>
    public SealedReceipt Sealed
    {
        get => _sealed ?? throw new InvalidOperationException("A receipt is sealed when its transaction commits, not before.");
        set => _sealed = value;
    }
}

/// <summary>Seals a batch of receipts with one signature (design §6). Implemented over the node-seal key.</summary>
public interface IReceiptSealer
{
    /// <summary>Seals the receipts; the answer has the same order.</summary>
    IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts);
}

/// <summary>Receipts on their way home: owed to the neighbour that handed the packet over.</summary>
public interface IReturns
{
    /// <summary>Owes a receipt to a neighbour; a repeat changes nothing.</summary>
    void Add(NodeId neighbour, Digest receipt, DateTimeOffset at);

    /// <summary>The oldest receipts owed to a neighbour.</summary>
    IReadOnlyList<SealedReceipt> Next(NodeId neighbour, int max);

    /// <summary>The neighbour has them.</summary>
    void Remove(NodeId neighbour, IReadOnlyCollection<Digest> receipts);

    /// <summary>Neighbours to whom receipts are owed, with counts.</summary>
    IReadOnlyList<(NodeId Neighbour, long Count)> Counts();
}
