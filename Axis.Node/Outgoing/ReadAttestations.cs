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
    /// <param name="packet">The packet.</param>
    /// <param name="recipients">Who lies behind the link: a gateway that took a packet without <c>To</c> more than once vouches for each of its receivers by itself (T23).</param>
    public IReadOnlyList<SealedReceipt> For(Digest packet, IReadOnlyList<DeliveryRecipient> recipients)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        var (from, receipts) = store.Read(s => (s.Packets.Find(packet)?.From, s.Receipts.ListFor(packet)));
        var home = from is { } sender ? directory.Snapshot.FindAgency(sender)?.Host : null;
        var read = receipts.Select(static r => (Sealed: r, Content: ReceiptXml.Read(r.Bytes.Span))).ToList();
        SealedReceipt[] wanted =
        [
            // Without its gateway's word a foreign packet is taken by nobody.
            .. Vouchers([.. read.Where(r => r.Content.Event == ReceiptEvent.ReceivedFromNonErds && r.Content.From == from)], recipients),
            .. read
                .Where(r => r.Content.Event is ReceiptEvent.RelayAcceptance or ReceiptEvent.ContentConsignment && r.Content.From == from && r.Content.Issuer != home)
                .GroupBy(static r => r.Content.Issuer)
                .Select(static g => g.MinBy(static r => r.Content.Time))
                .OrderBy(static r => r.Content.Time)
                .Take(Math.Clamp(policy.NodesWhenRevoked, 1, DeliveryFrame.MaxAttestations - 1))
                .Select(static r => r.Sealed),
        ];
        return wanted[..Math.Min(wanted.Length, DeliveryFrame.MaxAttestations)];
    }

    private static List<SealedReceipt> Vouchers(List<(SealedReceipt Sealed, Receipt Content)> words, IReadOnlyList<DeliveryRecipient> recipients)
    {
        var unnamed = recipients.Select(static r => r.Addressed).ToHashSet();
        List<SealedReceipt> needed = [.. words.Where(w => unnamed.RemoveWhere(u => w.Content.Recipients.Any(r => r.Addressed == u)) > 0).Take(DeliveryFrame.MaxAttestations).Select(static w => w.Sealed)];
        return needed.Count > 0 ? needed : [.. words.Take(1).Select(static w => w.Sealed)];
    }
}
