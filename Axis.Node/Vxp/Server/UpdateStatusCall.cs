using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Deadlines;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// updateStatus: the software says that it works on an item, has it, or cannot use it. Its <c>done</c> about a document that it fetched is what this node states
/// ContentConsignment on, its <c>fail</c> ContentConsignmentFailure.
/// </summary>
internal sealed class UpdateStatusCall(IStore store, OwnReceipts own, TellHome tellHome, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>Does it; repeating it changes nothing.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync(SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var asked = TransportStatus.Read(call.Find(VxpHeaders.Status)) ?? throw new VxpRefusedException(VxpError.InvalidFile, "status phải là processing, done hoặc fail.");
        var ids = call.DocIds(VxpHeaders.DocIdLower, VxpHeaders.DocId);
        var reason = call.Find(VxpHeaders.Description) is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestReason)] : null;
        var fault = await store.WriteAsync(session => Commit(session, call.Again(session), ids, asked, reason), cancellationToken).ConfigureAwait(false);
        return fault is null ? ResponseFrame.Success(ResponseFrame.Utf8, null) : throw fault;
    }

    private VxpRefusedException? Commit(ISession session, SignedCall call, IReadOnlyList<string> ids, VxpItemState asked, string? reason)
    {
        VxpRefusedException? fault = null;
        foreach (var id in ids)
        {
            if (Items.Look(session, call, id) is not { Item: var item } sight)
            {
                continue;
            }

            if (!sight.Visible)
            {
                return Items.NotFound(ids);
            }

            if (!TransportStatus.MayBecome(item.State, asked))
            {
                fault ??= new VxpRefusedException(VxpError.InvalidFile, $"Văn bản {id} đã ở trạng thái {TransportStatus.Name(item.State)}, không chuyển được sang {TransportStatus.Name(asked)}.");
                continue;
            }

            if (asked == VxpItemState.Done && item.FetchedAt is null)
            {
                fault ??= new VxpRefusedException(VxpError.FileProcessing, $"Văn bản {id} chưa được lấy về (getEdoc), chưa thể xác nhận done.");
                continue;
            }

            if (item.State != asked)
            {
                Apply(session, call, sight, asked, reason);
            }

            return null;
        }

        return fault ?? Items.NotFound(ids);
    }

    private void Apply(ISession session, SignedCall call, ItemSight sight, VxpItemState asked, string? reason)
    {
        var item = sight.Item;
        var now = time.GetUtcNow();
        session.VxpItems.SetState(item.DocId, asked, now, reason);

        // A document that was recalled or isolated since it was fetched is consigned to nobody any more; its software may close its books all the same.
        var receipt = item.Kind == PacketKind.Document && sight.Readable && !session.Isolations.IsWithheld(item.Packet) && session.Packets.Find(item.Packet) is { } packet ? State(session, item, packet, asked, now) : null;
        session.Journal.Append(new JournalEntry(
            now, "vxp-item-updated", item.Packet, receipt, Agency: item.Recipient.Value, Actor: "system:" + call.System.Id, From: TransportStatus.Name(item.State), To: TransportStatus.Name(asked), Detail: reason));
    }

    private Digest? State(ISession session, VxpItem item, PacketRow packet, VxpItemState asked, DateTimeOffset now)
    {
        var outcome = new RecipientOutcome(item.Addressed, item.Recipient, true);
        var inbox = session.Inbox.ListFor(packet.Digest).FirstOrDefault(i => i.Recipient == item.Recipient);
        if (inbox is not null && asked is (VxpItemState.Done or VxpItemState.Fail))
        {
            InboxDuties.Told(session, inbox, now);
        }

        switch (asked)
        {
            case VxpItemState.Done:
                return tellHome.Run(session, own.Draft(packet, ReceiptEvent.ContentConsignment, now, issuedTo: null) with { Recipients = [outcome], Verdict = inbox?.Verdict }, now).Digest;
            case VxpItemState.Fail:
                return tellHome.Run(
                    session,
                    own.Draft(packet, ReceiptEvent.ContentConsignmentFailure, now, issuedTo: null) with
                    {
                        ReasonCode = ReasonSentences.SystemFailureCode,
                        Recipients = [outcome with { Accepted = false, Code = ReasonSentences.SystemFailureCode }],
                    },
                    now).Digest;
            default:
                return null;
        }
    }
}
