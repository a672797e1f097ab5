using System.Buffers;
using System.Buffers.Text;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Api;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Vxp.Server;

/// <summary>getEdoc and downloadEdoc: the bytes of a packet for its addressee, or for the system that sent it. Memory stays flat.</summary>
internal sealed class FetchCalls(IStore store, PacketContent content, OwnReceipts own, TellHome tellHome, TimeProvider time)
{
    // Whole quads of base64 come of whole triples.
    private const int Block = 48 * 1024;

    /// <summary>getEdoc: base64 within JSON.</summary>
    public async Task GetAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (item, packet) = Find(call);
        var bytes = content.Open(packet);
        await using (bytes.ConfigureAwait(false))
        {
            await HandOverAsync(call, item, packet, cancellationToken).ConfigureAwait(false);
            var frame = ResponseFrame.Success(ResponseFrame.Utf8, static w => w.WriteString("data", ""));
            var (before, after) = (frame[..^2], frame[^2..]);
            context.Response.ContentType = ResponseFrame.ContentType;
            context.Response.ContentLength = frame.Length + ((packet.Size + 2) / 3 * 4);
            await context.Response.Body.WriteAsync(before, cancellationToken).ConfigureAwait(false);
            await EncodeAsync(bytes, context.Response.Body, cancellationToken).ConfigureAwait(false);
            await context.Response.Body.WriteAsync(after, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>downloadEdoc: the bytes themselves.</summary>
    public async Task DownloadAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (item, packet) = Find(call);
        var bytes = content.Open(packet);
        await using (bytes.ConfigureAwait(false))
        {
            await HandOverAsync(call, item, packet, cancellationToken).ConfigureAwait(false);
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = packet.Size;
            await bytes.CopyToAsync(context.Response.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task EncodeAsync(Stream bytes, Stream output, CancellationToken cancellationToken)
    {
        var raw = ArrayPool<byte>.Shared.Rent(Block);
        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Block));
        try
        {
            int read;
            while ((read = await bytes.ReadAtLeastAsync(raw.AsMemory(0, Block), Block, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
            {
                Base64.EncodeToUtf8(raw.AsSpan(0, read), text, out _, out var written);
                await output.WriteAsync(text.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private (VxpItem? Item, PacketRow Packet) Find(SignedCall call)
    {
        var ids = call.DocIds(VxpHeaders.DocId, VxpHeaders.DocIdLower);
        var (item, packet) = store.Read(s =>
        {
            foreach (var id in ids)
            {
                if (Items.Look(s, call, id) is { } sight)
                {
                    return sight.Readable ? (sight.Item, s.Packets.Find(sight.Item.Packet)) : default;
                }

                if (s.VxpItems.FindSent(id) is { } sent && sent.System == call.System.Id && s.Packets.Find(sent.Packet) is { } own)
                {
                    return (null, own);
                }
            }

            return ((VxpItem?)null, (PacketRow?)null);
        });
        return packet is null ? throw Items.NotFound(ids) : (item, packet);
    }

    // The bytes are open by now: what is said to be handed over can be.
    private async Task HandOverAsync(SignedCall call, VxpItem? item, PacketRow packet, CancellationToken cancellationToken)
    {
        if (item is { FetchedAt: null } && !await store.WriteAsync(session => Mark(session, call.Again(session), item, packet), cancellationToken).ConfigureAwait(false))
        {
            throw Items.NotFound([item.DocId]);
        }
    }

    // Handed to a system that issues no evidence: that is all this node knows, until the system says that it has it.
    private bool Mark(ISession session, SignedCall call, VxpItem item, PacketRow packet)
    {
        var now = time.GetUtcNow();
        if (Items.Look(session, call, item.DocId) is not { Readable: true, Item: var current })
        {
            // Taken back between the look and now.
            return false;
        }

        if (current.FetchedAt is not null)
        {
            return true;
        }

        session.VxpItems.SetFetched(item.DocId, now);
        Digest? receipt = null;
        if (item.Kind == PacketKind.Document)
        {
            receipt = tellHome.Run(session, own.Draft(packet, ReceiptEvent.RelayToNonErds, now, issuedTo: null) with { Recipients = [new RecipientOutcome(item.Addressed, item.Recipient, true)] }, now).Digest;
            foreach (var inbox in session.Inbox.ListFor(packet.Digest).Where(i => i.Recipient == item.Recipient))
            {
                session.Inbox.SetFetched(inbox.Id, now);
            }
        }

        session.Journal.Append(new JournalEntry(now, "vxp-item-fetched", item.Packet, receipt, Agency: item.Recipient.Value, Actor: "system:" + call.System.Id));
        return true;
    }
}
