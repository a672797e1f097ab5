using System.Globalization;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules;
using Axis.Core.Tracking;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>What waits for a system, what it sent, and how many of each.</summary>
internal sealed class ListCalls(IStore store, VxpOptions options)
{
    private const string ServiceType = "eDoc";

    /// <summary>getReceivedEdocList: what is neither done nor failed, oldest first.</summary>
    public ReadOnlyMemory<byte> Received(SignedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (kind, name) = KindOf(call);
        var (skip, limit) = Page(call);
        var items = store.Read(s => s.VxpItems.ListOpen(call.Agencies, kind, skip, limit));
        return ResponseFrame.Success(ResponseFrame.Utf8, w =>
        {
            w.WriteStartArray("data");
            foreach (var item in items)
            {
                w.WriteStartObject();
                w.WriteString("docId", item.DocId);
                w.WriteString("serviceType", ServiceType);
                w.WriteString("messageType", name);
                w.WriteString("created_time", VietnamTime.FormatTimestamp(item.CreatedAt));
                w.WriteString("updated_time", VietnamTime.FormatTimestamp(item.UpdatedAt));
                w.WriteString("from", item.Sender.Value);
                w.WriteString("to", item.Addressed.Value);
                w.WriteString("status", TransportStatus.Name(item.State));
                w.WriteString("status_desc", TransportStatus.Describe(item.State));
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });
    }

    /// <summary>countReceiveEdoc, countReceiveStatus.</summary>
    public ReadOnlyMemory<byte> Count(SignedCall call, PacketKind kind)
    {
        ArgumentNullException.ThrowIfNull(call);
        var count = store.Read(s => s.VxpItems.CountOpen(call.Agencies, kind));
        return ResponseFrame.Success(ResponseFrame.Utf8, w => w.WriteNumber("count", count));
    }

    /// <summary>getSentEdocList: one row per receiver, newest packet first; with <c>docId</c> that packet alone.</summary>
    public ReadOnlyMemory<byte> Sent(SignedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (kind, name) = KindOf(call);
        var (skip, limit) = Page(call);
        var named = call.DocIds(VxpHeaders.DocId, VxpHeaders.DocIdLower);
        return store.Read(session =>
        {
            var one = named.Select(session.VxpItems.FindSent).FirstOrDefault(s => s?.System == call.System.Id);
            IReadOnlyList<VxpHandedIn> sent = one is not null ? [one] : named.Count > 0 && !IsLeftOver(session, call, named) ? [] : session.VxpItems.ListSent(call.System.Id, kind, skip, limit);
            return ResponseFrame.Success(ResponseFrame.Utf8, w =>
            {
                w.WriteStartArray("data");
                foreach (var packet in sent)
                {
                    Write(w, session, packet, one is null ? name : NameOf(packet.Kind));
                }

                w.WriteEndArray();
            });
        });
    }

    // A received item's id is what an earlier getEdoc left among the headers; it does not ask for one sent packet.
    private static bool IsLeftOver(ISession session, SignedCall call, IReadOnlyList<string> ids) =>
        ids.All(id => session.VxpItems.Find(id) is { } item && call.Agencies.Contains(item.Recipient));

    private static void Write(Utf8JsonWriter w, ISession session, VxpHandedIn sent, string name)
    {
        var packet = session.Packets.Find(sent.Packet);
        foreach (var recipient in sent.Recipients)
        {
            var row = session.Tracking.Find(sent.Packet, recipient);
            var here = row is null ? null : session.VxpItems.Find(sent.Packet, row.Delivered);
            var state = here?.State ?? (row is null ? VxpItemState.Done : TransportStatus.Of(row.State));
            w.WriteStartObject();
            w.WriteString("serviceType", ServiceType);
            w.WriteString("messageType", name);
            w.WriteString("senderDocId", sent.DocId);
            w.WriteString("receiverDocId", here?.DocId ?? row?.Id.ToString() ?? sent.DocId);
            w.WriteString("fromCode", sent.Sender.Value);
            w.WriteString("toCode", recipient.Value);
            w.WriteString("title", packet?.Facts.Subject ?? "");
            w.WriteString("notation", packet is null ? "" : CodeOf(packet));
            w.WriteString("sentTime", VietnamTime.FormatTimestamp(sent.SentAt));
            if (Consigned(session, row) is { } at)
            {
                w.WriteString("receivedTime", VietnamTime.FormatTimestamp(at));
            }

            w.WriteString("sendStatus", TransportStatus.Name(VxpItemState.Done));
            w.WriteString("sendStatusDesc", "Da gui");
            w.WriteString("receiveStatus", TransportStatus.Name(state));
            w.WriteString("receiveStatusDesc", row is null ? TransportStatus.Describe(state) : AsciiText.Of(row.Reason ?? StateText.Name(StateText.Parse(row.State))));
            w.WriteEndObject();
        }
    }

    private static string CodeOf(PacketRow packet) =>
        packet.Kind == PacketKind.Status ? packet.Facts.Subject ?? ""
        : packet.Facts.CodeNotation is { Length: > 0 } notation ? $"{packet.Facts.CodeNumber}/{notation}" : packet.Facts.CodeNumber ?? "";

    private static DateTimeOffset? Consigned(ISession session, TrackingRow? row) => row is null
        ? null
        : session.Tracking.Events(row.Id).Where(static e => e is { IsReceipt: true, Success: true, Code: nameof(ReceiptEvent.ContentConsignment) }).Select(static e => (DateTimeOffset?)e.EventAt).FirstOrDefault();

    private static string NameOf(PacketKind kind) => kind == PacketKind.Status ? "status" : "edoc";

    private static (PacketKind Kind, string Name) KindOf(SignedCall call)
    {
        var kind = MessageTypes.Read(call.Find(VxpHeaders.MessageType) ?? "edoc");
        return (kind, NameOf(kind));
    }

    private (int Skip, int Limit) Page(SignedCall call)
    {
        var limit = Number(call, "pageSize") is { } size ? Math.Clamp(size, 1, options.MaxListItems) : options.MaxListItems;
        var page = Math.Clamp(Number(call, "pageIndex") ?? 1, 1, 1_000_000);
        return ((int)Math.Min((long)(page - 1) * limit, int.MaxValue), limit);
    }

    private static int? Number(SignedCall call, string name) => int.TryParse(call.Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
