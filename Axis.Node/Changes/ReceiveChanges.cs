using Axis.Core.Agencies;
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
    /// <summary>Why a request has no effect that was held and that its clerk refused.</summary>
    public const string RefusedCode = "REFUSED";

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

        var asked = targets.Asked(session, message, packet.Row.Digest);

        foreach (var (recipient, file) in here.Zip(filed).Where(static p => p.Second.First))
        {
            foreach (var change in asked.Where(a => a.Recipients.Contains(recipient.Addressed) || a.Recipients.Contains(recipient.Agency.Code)))
            {
                Ask(session, message, packet.Row.Digest, change, recipient, file, at);
            }

            if (message is DocumentMessage { Business: not Recall } document && !file.AwaitsClerk)
            {
                ApplyParked(session, document.From.OrganId, document.DocumentId, recipient.Agency.Code, at);
            }
        }
    }

    /// <summary>
    /// Writes down the recipient's answer to a request, whoever gave it: nobody is waited for any more, and what was agreed to is read no more (RCL-02, RCL-04).
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">15 or 16 with its packet.</param>
    /// <param name="at">Now.</param>
    public void Answered(ISession session, ChangeRequest request, GivenAnswer answer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        session.Changes.Update(request with
        {
            State = answer.Agree ? ChangeRequestState.Agreed : ChangeRequestState.Declined,
            AnsweredAt = at,
            Answer = answer.Packet,
            ReasonCode = answer.Agree ? null : answer.ReasonCode,
        });
        foreach (var line in new[] { request.Item, request.Notice }.OfType<Guid>())
        {
            session.Deadlines.Settle(line, DeadlineKind.ChangeAnswer, at);
        }

        var copies = Copies(session, request);
        var known = Known(session, copies);
        session.Journal.Append(new JournalEntry(
            at, "change-answered", request.Packet, Agency: request.Recipient.Value, Actor: answer.Actor, From: request.Kind.ToString(), To: answer.Agree ? "15" : "16", Detail: Joined(answer.Description, known)));
        if (answer.Agree && request.Kind is ChangeKind.Recall or ChangeKind.TakeBack)
        {
            Cancel(session, copies, request.Packet, at);
        }
    }

    /// <summary>
    /// A clerk took what had been held: what it asks, and what was asked of it meanwhile, is applied now. A request that its clerk refuses asks nothing.
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="item">The line of the inbox; its new state is written.</param>
    /// <param name="packet">Its packet.</param>
    /// <param name="taken">Whether it was taken, not refused.</param>
    /// <param name="at">Now.</param>
    public void Released(ISession session, InboxItem item, PacketRow packet, bool taken, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(packet);
        foreach (var asks in session.Changes.ListFor(item.Id).Where(r => r.Notice == item.Id && r.State == ChangeRequestState.Parked))
        {
            if (taken)
            {
                Apply(session, asks, at);
                continue;
            }

            session.Changes.Update(asks with { State = ChangeRequestState.NoEffect, ReasonCode = RefusedCode });
            session.Journal.Append(new JournalEntry(at, "change-received", asks.Packet, Agency: asks.Recipient.Value, From: asks.Kind.ToString(), To: nameof(ChangeRequestState.NoEffect)));
        }

        if (taken && packet.Facts.BusinessDocType != 1)
        {
            ApplyParked(session, packet.From, packet.DocumentId, item.Recipient, at);
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

    private void Ask(ISession session, Message message, Digest packet, AskedChange change, LocalRecipient recipient, FiledRecipient file, DateTimeOffset at)
    {
        var request = new ChangeRequest(
            Guid.CreateVersion7(at), change.Kind, packet, message.From.OrganId, change.Target, recipient.Agency.Code, recipient.Addressed, null, file.Item, ChangeRequestState.Parked, at, null, null, null);
        if (!session.Changes.Add(request))
        {
            return;
        }

        // What is held waits for its clerk's decision first: it may be forged.
        if (!file.AwaitsClerk)
        {
            Apply(session, request, at);
        }
    }

    private void ApplyParked(ISession session, OrganId sender, string document, OrganId recipient, DateTimeOffset at)
    {
        // Whoever continues the sender may have asked (RCL-11).
        foreach (var parked in session.Changes.ListParked(document, recipient).Where(r => targets.Senders(r.Sender).Contains(sender)).Where(r => r.Notice is not { } notice || session.Inbox.Find(notice)?.State != InboxState.Held))
        {
            Apply(session, parked, at);
        }
    }

    private void Apply(ISession session, ChangeRequest request, DateTimeOffset at)
    {
        var copies = Copies(session, request);

        // Before the item is withdrawn: what its software had by then.
        var known = Known(session, copies);
        var applied = copies.Count == 0 ? request : Decide(session, request with { Item = copies[0].Id }, copies, at);
        session.Changes.Update(applied);
        if (request.Notice is { } notice)
        {
            Withhold(session, applied, notice, at);
            Owed(session, applied, notice, at);
        }

        session.Journal.Append(new JournalEntry(at, "change-received", request.Packet, Agency: request.Recipient.Value, From: request.Kind.ToString(), To: applied.State.ToString(), Detail: known));
    }

    // An update that was held is filed by its clerk: it is withheld no less than one that was not.
    private void Withhold(ISession session, ChangeRequest request, Guid notice, DateTimeOffset at)
    {
        if (session.Inbox.Find(notice) is { } line && session.Packets.Find(request.Packet) is { Facts.BusinessDocType: 2 }
            && (request.Kind == ChangeKind.Recall || request is { Kind: ChangeKind.Update, State: ChangeRequestState.NoEffect, ReasonCode: ChangeRule.RecalledCode }))
        {
            Cancel(session, [line], request.Packet, at);
        }
    }

    // A recall that waits for its document waits for its clerk too, who may know that it never will come; its own line is all that there is to see.
    private void Owed(ISession session, ChangeRequest request, Guid notice, DateTimeOffset at)
    {
        if (request.State != ChangeRequestState.Parked)
        {
            session.Deadlines.Settle(notice, DeadlineKind.ChangeAnswer, at);
        }
        else if (request.Kind == ChangeKind.Recall && session.Inbox.Find(notice) is { } line && session.Packets.Find(line.Packet) is { } packet)
        {
            duties.Open(session, DeadlineKind.ChangeAnswer, line, packet, at);
        }
    }

    private static string? Known(ISession session, IReadOnlyList<InboxItem> copies) => copies.Select(c => SystemHandover.Of(session, c)?.Sentence()).FirstOrDefault(static s => s is not null);

    private static string? Joined(string? said, string? known) => said is null ? known : known is null ? said : $"{said} ({known})";

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
