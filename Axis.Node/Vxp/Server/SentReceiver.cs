using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>One receiver of a packet that a system sent, as getSentEdocList tells of it.</summary>
/// <param name="Sent">What was handed in.</param>
/// <param name="ReceiverDocId">The item at the receiver, where this node knows it.</param>
/// <param name="Title">Subject.</param>
/// <param name="Code">Số/ký hiệu.</param>
/// <param name="ReceivedAt">When the receiver was stated to have it.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Says">The same in words, ASCII.</param>
internal sealed record SentReceiver(VxpSentRow Sent, string ReceiverDocId, string Title, string Code, DateTimeOffset? ReceivedAt, VxpItemState State, string Says)
{
    /// <summary>Reads what is known of it now.</summary>
    public static SentReceiver Read(ISession session, VxpSentRow sent)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(sent);
        var packet = session.Packets.Find(sent.Packet);
        var row = session.Tracking.Find(sent.Packet, sent.Recipient);
        var here = row is null ? null : session.VxpItems.Find(sent.Packet, row.Delivered);
        var state = here?.State ?? (row is null ? VxpItemState.Done : TransportStatus.Of(row.State));
        return new SentReceiver(
            sent,
            here?.DocId ?? row?.Id.ToString() ?? sent.DocId,
            packet?.Facts.Subject ?? "",
            packet is null ? "" : CodeOf(packet),
            row is null ? null : Consigned(session, row),
            state,
            row is null ? TransportStatus.Describe(state) : AsciiText.Of(row.Reason ?? StateText.Name(StateText.Parse(row.State))));
    }

    private static string CodeOf(PacketRow packet) =>
        packet.Kind == PacketKind.Status ? packet.Facts.Subject ?? "" : packet.Facts.Code;

    private static DateTimeOffset? Consigned(ISession session, TrackingRow row) =>
        session.Tracking.Events(row.Id).Where(static e => e is { IsReceipt: true, Success: true, Code: nameof(ReceiptEvent.ContentConsignment) }).Select(static e => (DateTimeOffset?)e.EventAt).FirstOrDefault();
}
