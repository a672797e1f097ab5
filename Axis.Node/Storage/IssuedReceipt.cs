using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage;

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
