using System.Security.Cryptography;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Cli.Commands.Node;

/// <summary>For commands that open the store of a node that does not run: they issue no receipt, so a batch to seal would be an error.</summary>
internal sealed class NoSealer : IReceiptSealer
{
    /// <inheritdoc/>
    public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => throw new CryptographicException("No receipt is issued by this command.");
}
