using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Returning;

/// <summary>
/// What a receipt says of a recipient, as a status packet, for a side that reads no receipts: software behind the VXP face, and a server above a VXP link. What
/// stands in no line of the table cannot be said there; nobody speaks it in a recipient's name.
/// </summary>
public static class ReceiptStatus
{
    /// <summary>Which receipt events become which status codes, and what they say in the axis's own name (RCL-06).</summary>
    public static IReadOnlyDictionary<ReceiptEvent, (string Code, string Description)> Table { get; } = new Dictionary<ReceiptEvent, (string, string)>
    {
        [ReceiptEvent.ContentConsignment] = ("01", "Đã đến"),
        [ReceiptEvent.Withdrawn] = ("15", "Trục liên thông trả lời: văn bản đã được rút trước khi nơi nhận nhìn thấy"),
    };

    /// <summary>The status; <c>null</c> when the receipt says nothing of its recipients that a status can.</summary>
    /// <param name="receipt">A verified receipt.</param>
    /// <param name="recipient">The recipient, as the side that reads it knows it.</param>
    /// <param name="about">The document.</param>
    public static StatusMessage? Of(Receipt receipt, Organ recipient, ResponseFor about)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Table.TryGetValue(receipt.Event, out var says)
            ? new StatusMessage { From = recipient, ResponseFor = [about], StatusCode = says.Code, Description = says.Description, Timestamp = receipt.Time }
            : null;
    }

    /// <summary>The packet, without a signature: under the authentication of its channel, as any legacy status.</summary>
    /// <exception cref="EdxmlRuleException">A foreign document lacks what a status packet must name.</exception>
    public static byte[] WithoutSignature(StatusMessage status)
    {
        var layout = StrictWriter.Layout(status);
        return [.. layout.BeforeSignature.Span, .. layout.Pieces[0].Span];
    }
}
