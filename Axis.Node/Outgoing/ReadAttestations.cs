using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// The earliest receipt of a node other than the sender's home: proof that the packet existed then. It travels with the packet, so that later nodes judge
/// the signature at that time and not at their own.
/// </summary>
public sealed class ReadAttestations(IStore store, LiveDirectory directory)
{
    /// <summary>The receipts to send along; none for a packet on its first hop.</summary>
    public IReadOnlyList<SealedReceipt> For(Digest packet)
    {
        var (from, receipts) = store.Read(s => (s.Packets.Find(packet)?.From, s.Receipts.ListFor(packet)));
        var home = from is { } sender ? directory.Snapshot.FindAgency(sender)?.Host : null;
        SealedReceipt? earliest = null;
        var earliestTime = DateTimeOffset.MaxValue;
        foreach (var candidate in receipts)
        {
            var receipt = ReceiptXml.Read(candidate.Bytes.Span);
            if (receipt.Event is ReceiptEvent.RelayAcceptance or ReceiptEvent.ContentConsignment
                && receipt.Time < earliestTime
                && receipt.From == from
                && receipt.Issuer != home)
            {
                earliest = candidate;
                earliestTime = receipt.Time;
            }
        }

        return earliest is null ? [] : [earliest];
    }
}
