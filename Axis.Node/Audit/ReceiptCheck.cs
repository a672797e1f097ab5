using Axis.Core.Contracts;
using Axis.Node.Directories;
using Axis.Signing.Offline;

namespace Axis.Node.Audit;

/// <summary>Checks stored receipts again under the directory in force: what is shown as good was good a moment ago, not when it was filed.</summary>
internal sealed class ReceiptCheck(LiveDirectory directory, TimeProvider time)
{
    /// <summary>Each receipt with what was found.</summary>
    public IReadOnlyList<(ReceiptView Receipt, FileReport Report)> Run(IReadOnlyList<ReceiptView> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        using var verifier = new OfflineVerifier(new OfflineTrust(directory.Snapshot, directory.Revocation), time, files: null);
        return [.. receipts.Select(r => (r, verifier.VerifyReceipt(r.Digest, ReceiptList.Of(r))))];
    }
}
