using System.Globalization;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Vxp.Server;

/// <summary>What waits for a system, what it sent, and how many of each.</summary>
internal sealed class ListCalls(IStore store, VxpOptions options, TimeProvider time)
{
    private const string ServiceType = "eDoc";
    private const int Block = 200;

    /// <summary>getReceivedEdocList: what is neither done nor failed, oldest first; <c>fromDate</c> and <c>toDate</c> bound since when it waits.</summary>
    public ReadOnlyMemory<byte> Received(SignedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (kind, name) = KindOf(call);
        var (skip, limit) = Page(call);
        var period = ListPeriod.Read(call);
        var items = store.Read(s => s.VxpItems.ListOpen(call.Agencies, kind, period, skip, limit));
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

    /// <summary>
    /// getSentEdocList: one row per receiver, newest packet first; with <c>docId</c> that packet alone, all its receivers
    /// whatever page or dates an earlier call left among the headers. Read block by block, so that memory does not
    /// grow with the receivers.
    /// </summary>
    public Task SentAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (kind, name) = KindOf(call);
        var (skip, limit) = Page(call);
        var named = call.DocIds(VxpHeaders.DocId, VxpHeaders.DocIdLower);
        var (one, leftOver) = store.Read(s => (named.Select(s.VxpItems.FindSent).FirstOrDefault(f => f?.System == call.System.Id), IsLeftOver(s, call, named)));

        // What comes in meanwhile would push rows from one block into the next.
        var asked = ListPeriod.Read(call);
        var now = time.GetUtcNow().AddMilliseconds(1);
        var period = asked.Until > now ? asked with { Until = now } : asked;
        var rows = one is not null ? Blocks(0, int.MaxValue, (s, at, most) => s.VxpItems.ListSent(one.DocId, at, most))
            : named.Count > 0 && !leftOver ? []
            : Blocks(skip, limit, (s, at, most) => s.VxpItems.ListSent(call.System.Id, kind, period, at, most));
        return ListStream.WriteAsync(context, rows, (w, row) => Write(w, row, one is null ? name : NameOf(row.Sent.Kind)), cancellationToken);
    }

    private IEnumerable<SentReceiver> Blocks(int skip, int limit, Func<ISession, int, int, IReadOnlyList<VxpSentRow>> list)
    {
        while (limit > 0)
        {
            var most = Math.Min(limit, Block);
            var block = store.Read(s => list(s, skip, most).Select(r => SentReceiver.Read(s, r)).ToList());
            foreach (var row in block)
            {
                yield return row;
            }

            (skip, limit) = block.Count < most ? (0, 0) : (skip + most, limit - most);
        }
    }

    // A received item's id is what an earlier getEdoc left among the headers; it does not ask for one sent packet.
    private static bool IsLeftOver(ISession session, SignedCall call, IReadOnlyList<string> ids) =>
        ids.All(id => session.VxpItems.Find(id) is { } item && call.Agencies.Contains(item.Recipient));

    private static void Write(Utf8JsonWriter w, SentReceiver row, string name)
    {
        w.WriteStartObject();
        w.WriteString("serviceType", ServiceType);
        w.WriteString("messageType", name);
        w.WriteString("senderDocId", row.Sent.DocId);
        w.WriteString("receiverDocId", row.ReceiverDocId);
        w.WriteString("fromCode", row.Sent.Sender.Value);
        w.WriteString("toCode", row.Sent.Recipient.Value);
        w.WriteString("title", row.Title);
        w.WriteString("notation", row.Code);
        w.WriteString("sentTime", VietnamTime.FormatTimestamp(row.Sent.SentAt));
        if (row.ReceivedAt is { } at)
        {
            w.WriteString("receivedTime", VietnamTime.FormatTimestamp(at));
        }

        w.WriteString("sendStatus", TransportStatus.Name(VxpItemState.Done));
        w.WriteString("sendStatusDesc", "Da gui");
        w.WriteString("receiveStatus", TransportStatus.Name(row.State));
        w.WriteString("receiveStatusDesc", row.Says);
        w.WriteEndObject();
    }

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
