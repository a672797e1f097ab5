using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Outgoing;

/// <summary>
/// The earliest receipts of nodes other than the sender's home, one of each node: proof that the packet existed then. They travel with the packet, so that later
/// nodes judge the signature at that time and not at their own. As many as are needed where one node's word does not count alone.
/// </summary>
public sealed class ReadAttestations(IStore store, LiveDirectory directory, VerificationPolicy policy)
{
    /// <summary>The receipts to send along; none for a packet on its first hop.</summary>
    public IReadOnlyList<SealedReceipt> For(Digest packet)
    {
        var (from, receipts) = store.Read(s => (s.Packets.Find(packet)?.From, s.Receipts.ListFor(packet)));
        var home = from is { } sender ? directory.Snapshot.FindAgency(sender)?.Host : null;
        var read = receipts.Select(static r => (Sealed: r, Content: ReceiptXml.Read(r.Bytes.Span))).ToList();
        return
        [
            // Without its gateway's word a foreign packet is taken by nobody.
            .. read.Where(r => r.Content.Event == ReceiptEvent.ReceivedFromNonErds && r.Content.From == from).Take(1).Select(static r => r.Sealed),
            .. read
                .Where(r => r.Content.Event is ReceiptEvent.RelayAcceptance or ReceiptEvent.ContentConsignment && r.Content.From == from && r.Content.Issuer != home)
                .GroupBy(static r => r.Content.Issuer)
                .Select(static g => g.MinBy(static r => r.Content.Time))
                .OrderBy(static r => r.Content.Time)
                .Take(Math.Clamp(policy.NodesWhenRevoked, 1, DeliveryFrame.MaxAttestations - 1))
                .Select(static r => r.Sealed),
        ];
    }
}
