using Axis.Core.Receipts;

namespace Axis.Node.Storage;

/// <summary>Seals a batch of receipts with one signature. Implemented over the node-seal key.</summary>
public interface IReceiptSealer
{
    /// <summary>Seals the receipts; the answer has the same order.</summary>
    IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts);
}
