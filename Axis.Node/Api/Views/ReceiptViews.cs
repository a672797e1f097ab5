using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Receipts as the API hands them out: readable, and complete enough to be checked without the node.</summary>
internal static class ReceiptViews
{
    /// <summary>When the sender's node took the packet, by its own receipt (DOC-08); <c>null</c> when that receipt did not come along.</summary>
    public static DateTimeOffset? SubmittedAt(Digest packet, ISession session) => session.Receipts.ListFor(packet)
        .Select(static r => ReceiptXml.Read(r.Bytes.Span))
        .FirstOrDefault(static r => r.Event is ReceiptEvent.SubmissionAcceptance or ReceiptEvent.ReceivedFromNonErds)?.Time;

    public static ReceiptView View(SealedReceipt item)
    {
        var receipt = ReceiptXml.Read(item.Bytes.Span);
        return new ReceiptView
        {
            Digest = item.Digest.ToString(),
            Event = receipt.Event.ToString(),
            EventName = StateText.EventName(receipt.Event),
            Time = receipt.Time,
            Issuer = receipt.Issuer.Value,
            Packet = receipt.Packet.ToString(),
            Verdict = receipt.Verdict,
            ReasonCode = receipt.ReasonCode,
            Recipients = [.. receipt.Recipients.Select(static r => new ReceiptRecipientView(r.Addressed.Value, r.Delivered.Value, r.Accepted, r.Code))],
            Bytes = Convert.ToBase64String(item.Bytes.Span),
            Index = item.Index,
            Path = [.. item.Path.Select(static d => d.ToString())],
            Seal = Convert.ToBase64String(item.Seal.Span),
        };
    }
}
