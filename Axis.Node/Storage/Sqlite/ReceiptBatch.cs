using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Receipts issued in the running transaction and not under a seal yet. One signature will cover them.</summary>
internal sealed class ReceiptBatch(IReceiptSealer sealer)
{
    private readonly List<PendingReceipt> _pending = [];

    /// <summary>What seals them.</summary>
    public IReceiptSealer Sealer { get; } = sealer;

    /// <summary>How many of the receipts, from the first on, are under a seal.</summary>
    public int Sealed { get; set; }

    /// <summary>Set when sealing failed: the whole transaction must then fail, even if the work that met it went on.</summary>
    public StoreUnavailableException? Failure { get; set; }

    public bool HasUnsealed => Sealed < _pending.Count;

    public IReadOnlyList<PendingReceipt> Unsealed => _pending[Sealed..];

    public void Add(PendingReceipt receipt) => _pending.Add(receipt);

    public bool HasUnsealedFor(Digest packet) => HasUnsealed && Unsealed.Any(p => p.Packet == packet);

    /// <summary>Where the batch stands, to come back to when a work is undone.</summary>
    public (int Count, int Sealed) Mark() => (_pending.Count, Sealed);

    /// <summary>Forgets what was issued since the mark; what was sealed since then was undone with it and is sealed again later.</summary>
    public void Revert((int Count, int Sealed) mark)
    {
        _pending.RemoveRange(mark.Count, _pending.Count - mark.Count);
        Sealed = mark.Sealed;
    }

    public void Clear()
    {
        _pending.Clear();
        Sealed = 0;
        Failure = null;
    }
}
