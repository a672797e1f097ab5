using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Core.Tracking;
using Axis.Node.Deadlines;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>
/// The receiver's side of a recall, take-back, update or replacement, in the transaction that files the asking packet. What nobody has read is cancelled at once; what was
/// read waits for its clerk (RCL-02, RCL-04…10); what has not come yet is waited for (RCL-13).
/// </summary>
public sealed class ReceiveChanges(ChangeTargets targets, InboxDuties duties, UnreadSignal unread, ObeyIsolation isolation)
{
    /// <summary>Applies what the packet asks of the recipients hosted here, and what was asked before of a document that comes only now.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="packet">The packet that was filed.</param>
    /// <param name="here">Its recipients hosted here.</param>
    /// <param name="filed">What became of each.</param>
    /// <param name="at">Now.</param>
    public void Run(ISession session, JudgedPacket packet, IReadOnlyList<LocalRecipient> here, IReadOnlyList<FiledRecipient> filed, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(filed);
        isolation.Run(session, packet, at);
        if (packet.Message is not { } message || here.Count == 0)
        {
            return;
        }

        var asked = ChangeTargets.Of(message);

        // What is held waits for its clerk's decision first; what waits for an agency's own software is answered by that software.
        foreach (var (recipient, file) in here.Zip(filed).Where(static p => p.Second is { First: true, Held: false }))
        {
            foreach (var change in asked.Where(a => a.Recipients.Contains(recipient.Addressed) || a.Recipients.Contains(recipient.Agency.Code)))
            {
                Ask(session, message, packet.Row.Digest, change, recipient, file.Item, at);
            }

            if (message is DocumentMessage { Business: not Recall } document)
            {
                foreach (var parked in session.Changes.ListParked(document.From.OrganId, document.DocumentId, recipient.Agency.Code))
                {
                    Apply(session, parked, at);
                }
            }
        }
    }

    /// <summary>Makes every copy of the document at the recipient unreadable; rows, numbers and history stay (RCL-04, RCL-07).</summary>
    public void Cancel(ISession session, IReadOnlyList<InboxItem> copies, Digest asking, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(copies);
        foreach (var copy in copies.Where(static c => c.State is not (InboxState.Recalled or InboxState.Refused)))
        {
            session.Inbox.SetState(copy.Id, InboxState.Recalled);
            session.VxpItems.Withdraw(copy.Packet, copy.Recipient, VxpItem.Recalled, at);
            session.Deadlines.SettleAll(copy.Id, at);
            session.Journal.Append(new JournalEntry(at, "document-recalled", copy.Packet, Agency: copy.Recipient.Value, From: copy.State.ToString(), To: nameof(InboxState.Recalled), Detail: asking.ToString()));
            if (session.Packets.Find(copy.Packet) is { Facts.Paper: true } packet)
            {
                duties.Open(session, DeadlineKind.PaperReturn, copy, packet, at);
            }
        }
    }

    /// <summary>Every copy of a document that lies with the recipient: as it was sent, and as it was updated.</summary>
    public IReadOnlyList<InboxItem> Copies(ISession session, ChangeRequest request)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);

        // The document as it was sent comes first: that is the row which people know it by.
        return
        [
            .. targets.Originals(session, request.Sender, request.Target, request.Packet)
                .OrderBy(static p => p.Facts.BusinessDocType == 2)
                .SelectMany(p => session.Inbox.ListFor(p.Digest))
                .Where(i => i.Recipient == request.Recipient || i.Addressed == request.Addressed),
        ];
    }

    private void Ask(ISession session, Message message, Digest packet, AskedChange change, LocalRecipient recipient, Guid? notice, DateTimeOffset at)
    {
        var request = new ChangeRequest(
            Guid.CreateVersion7(at), change.Kind, packet, message.From.OrganId, change.Target, recipient.Agency.Code, recipient.Addressed, null, notice, ChangeRequestState.Parked, at, null, null, null);
        if (!session.Changes.Add(request))
        {
            return;
        }

        Apply(session, request, at);
    }

    private void Apply(ISession session, ChangeRequest request, DateTimeOffset at)
    {
        var copies = Copies(session, request);
        var applied = copies.Count == 0 ? request : Decide(session, request with { Item = copies[0].Id }, copies, at);
        session.Changes.Update(applied);
        session.Journal.Append(new JournalEntry(at, "change-received", request.Packet, Agency: request.Recipient.Value, From: request.Kind.ToString(), To: applied.State.ToString()));
    }

    private ChangeRequest Decide(ISession session, ChangeRequest request, IReadOnlyList<InboxItem> copies, DateTimeOffset at)
    {
        var item = copies[0];
        var last = session.Changes.ListFor(item.Id).LastOrDefault(r => r.Item == item.Id && r.Id != request.Id && EndOf(r.State) is not null);
        var may = ChangeRule.MayRequest(request.Kind, (DocumentState)(int)(item.State == InboxState.Held ? InboxState.Arrived : item.State), last?.Kind, last is null ? null : EndOf(last.State));
        if (!may.Allowed)
        {
            return request with { State = ChangeRequestState.NoEffect, ReasonCode = may.Code };
        }

        if (request.Kind == ChangeKind.Replacement)
        {
            return request with { State = ChangeRequestState.Replaced };
        }

        if (last is { State: ChangeRequestState.Pending })
        {
            session.Changes.Update(last with { State = ChangeRequestState.NoEffect, ReasonCode = "OVERTAKEN" });
        }

        if (request.Kind is ChangeKind.Recall or ChangeKind.TakeBack && copies.All(static c => c is { FetchedAt: null, State: InboxState.Arrived or InboxState.Held }))
        {
            Cancel(session, copies, request.Packet, at);
            session.AfterCommit(unread.Set);
            return request with { State = ChangeRequestState.UnreadToAnswer };
        }

        if (session.Packets.Find(item.Packet) is { } packet)
        {
            duties.Open(session, DeadlineKind.ChangeAnswer, item, packet, at);
        }

        return request with { State = ChangeRequestState.Pending };
    }

    private static ChangeEnd? EndOf(ChangeRequestState state) => state switch
    {
        ChangeRequestState.Pending => ChangeEnd.Pending,
        ChangeRequestState.UnreadToAnswer or ChangeRequestState.Unread => ChangeEnd.Unread,
        ChangeRequestState.Agreed => ChangeEnd.Agreed,
        ChangeRequestState.Declined => ChangeEnd.Refused,
        _ => null,
    };
}
