using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Signing.Seals;

namespace Axis.Node.Hosting;

/// <summary>The node's seal key as the store and the journal use it.</summary>
public sealed class NodeSealer(SealIssuer issuer) : IReceiptSealer, IHeadSealer, IHeadCosigner
{
    /// <inheritdoc/>
    public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => issuer.Seal(receipts);

    /// <inheritdoc/>
    public byte[] SealHead(long treeSize, Digest root, DateTimeOffset time) => issuer.SealHead(treeSize, root, time);

    /// <inheritdoc/>
    public byte[] Cosign(ReadOnlyMemory<byte> headSeal) => issuer.Cosign(headSeal.Span);
}
