using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules;
using Axis.Core.Rules.Assignments;
using Axis.Core.Tracking;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Registers;
using Axis.Node.Returning;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Node.Users;

namespace Axis.Node.Outgoing;

/// <summary>
/// A receiving agency's answer (02–06): checked against the status table, signed as the agency's status packet, stored with the item's new state, and sent home
/// like any packet.
/// </summary>
public sealed class StatusAnswers(
    IStore store,
    LiveDirectory directory,
    SendStatus send,
    OwnReceipts own,
    TellHome tellHome,
    InboxDuties duties,
    ReceiveChanges changes,
    RecordAssignment assign,
    UserRights rights,
    GuardRegister guard,
    TimeProvider time) : IStatusAnswers
{
    /// <summary>Flag of an item about which the sender was warned (RCV-10).</summary>
    public const string AnomalyFlag = "ANOMALY_REPORTED";

    /// <inheritdoc/>
    public Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        return Guarded.RunAsync(async () =>
        {
            var prepared = Prepare(item, actor, inbox => Judge(inbox, answer), _ => ReplyOf(answer));
            if (answer.Code == "03")
            {
                await guard.DemandAsync(prepared.Inbox, actor, cancellationToken).ConfigureAwait(false);
            }

            return await SendAsync(prepared, actor, held: false, cancellationToken).ConfigureAwait(false);
        });
    }

    /// <inheritdoc/>
    public Refusal? Check(Guid item, AnswerStatus answer, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        try
        {
            send.Check(Prepare(item, actor, inbox => Judge(inbox, answer), _ => ReplyOf(answer)).Status);
            return null;
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
    }

    /// <inheritdoc/>
    public Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        var answer = new AnswerStatus { Code = "02", ReasonCode = held.ReasonCode, Description = held.Description, Staff = held.Staff is null ? null : new StaffFields(held.Staff) };
        return Guarded.RunAsync(() => SendAsync(Prepare(held.Item, held.Actor, inbox => Expired(held.Actor, inbox) ?? Judge(inbox, answer), _ => ReplyOf(answer)), held.Actor, held: true, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(actor);
        return Guarded.RunAsync(() => SendAsync(Prepare(
            item,
            actor,
            inbox => inbox.State == InboxState.Recalled ? Recalled : Of(AnomalyNotice.Check(StateOf(inbox.State), report.ReasonCode, report.Description)),
            inbox => inbox.State is InboxState.Arrived or InboxState.Held
                ? new Reply("02", AnswerRule.Describe(report.ReasonCode, report.Description.Trim()), report.Staff, null, Anomaly: true)
                : new Reply(StateText.Code(StateOf(inbox.State)), AnomalyNotice.Describe(report.ReasonCode, report.Description), report.Staff, null, Anomaly: true)), actor, held: false, cancellationToken));
    }

    // All that needs no key: who answers for whom, whether the rules allow it, and what will be said.
    private Prepared Prepare(Guid item, Actor actor, Func<InboxItem, Refusal?> refuse, Func<InboxItem, Reply> replyTo)
    {
        var (inbox, packet) = store.Read(s => s.Inbox.Find(item) is { } found ? (found, s.Packets.Find(found.Packet)) : (null, null));
        if (inbox is null || packet is null || !actor.SpeaksFor(inbox.Recipient))
        {
            throw new RefusedException(new Refusal(RefusalKind.NotFound, "INBOX_ITEM_UNKNOWN", "Không có văn bản đến nào dưới mã này.", "No such inbox item."));
        }

        if (actor.Role is not (Role.Clerk or Role.Leader))
        {
            throw new RefusedException(new Refusal(RefusalKind.Forbidden, "ROLE", "Vai trò này không được trả lời văn bản.", "This role does not answer documents."));
        }

        if (refuse(inbox) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        var now = time.GetUtcNow();
        var answering = AnsweringAgency.Demand(directory, inbox.Recipient, actor, now);
        var reply = replyTo(inbox);
        var status = new StatusMessage
        {
            From = directory.OrganOf(answering),
            ResponseFor = [new ResponseFor(packet.From, packet.Facts.Code, packet.DocumentId, packet.Facts.PromulgationDate)],
            StatusCode = reply.Code,
            Description = string.IsNullOrEmpty(reply.Description) ? StateText.StatusName(reply.Code) : reply.Description,
            Timestamp = now,
            Staff = Compose.Staff(reply.Staff) is [var clerk] ? clerk : null,
        };
        if (!reply.Anomaly)
        {
            // Who reports what is wrong with a document may have to name the grade that it bears.
            GuardSecrecy.Demand(status);
        }

        return new Prepared(inbox, packet, reply, status, now);
    }

    private async Task<Outcome<AnswerResult>> SendAsync(Prepared prepared, Actor actor, bool held, CancellationToken cancellationToken)
    {
        var outgoing = send.Sign(prepared.Status);
        return await store.WriteAsync(session => Commit(session, prepared, actor, outgoing, held), cancellationToken).ConfigureAwait(false);
    }

    private static Answer NotAssigning { get; } = Answer.No("RCV-09", "Chỉ trạng thái 04 mang phân công xử lý.", "Only status 04 carries an assignment.");

    private static Refusal Recalled { get; } = new(RefusalKind.Conflict, "RCL-04", "Văn bản đã được nơi gửi thu hồi: không tiếp nhận, xử lý hay từ chối nữa.", "The document was recalled by its sender.");

    private static Refusal RightsEnded { get; } = new(
        RefusalKind.Forbidden,
        "RIGHTS_ENDED",
        "Người lập lời từ chối không còn quyền trả lời thay cơ quan này (tài khoản bị khóa, đổi vai trò hoặc hết uỷ quyền) nên lời từ chối không gửi đi.",
        "Whoever made the refusal may not answer for this agency any more, so it is not sent.");

    private static Refusal? Of(Answer check) => check.Allowed ? null : new Refusal(RefusalKind.Conflict, check.Code!, check.Sentence!, check.SentenceEn!);

    private static Refusal? Refuse(InboxItem inbox, AnswerStatus answer) =>
        inbox.State == InboxState.Recalled ? Recalled
        : Of(AnswerRule.MayAnswer(StateOf(inbox.State), answer.Code)) ?? Of(AnswerRule.CheckReason(answer.Code, answer.ReasonCode, answer.Description));

    private static Reply ReplyOf(AnswerStatus answer)
    {
        var assignment = AssignmentOf(answer);
        var staff = answer.Assignment is null || assignment is null ? answer.Staff : new StaffFields(assignment.Lead.Person, Department: assignment.Lead.Unit);
        var description = answer.Description?.Trim();
        return new Reply(answer.Code, answer.Code == "02" ? AnswerRule.Describe(answer.ReasonCode!, description) : description, staff, assignment, Anomaly: false);
    }

    private static Assignment? AssignmentOf(AnswerStatus answer) => answer.Code == "04" ? RecordAssignment.Read(answer) : null;

    private Refusal? Judge(InboxItem inbox, AnswerStatus answer) => Refuse(inbox, answer)
        ?? Of(answer is { Assignment: not null, Code: not "04" } ? NotAssigning : AssignmentOf(answer) is { } assignment ? AssignmentRule.Check(assignment, VietnamTime.DateOf(time.GetUtcNow())) : Answer.Yes);

    private Refusal? Expired(Actor actor, InboxItem inbox)
    {
        var now = time.GetUtcNow();
        return store.Read(s => rights.StillHolds(s, actor, inbox.Recipient, now)) ? null : RightsEnded;
    }

    private static DocumentState StateOf(InboxState state) => state == InboxState.Held ? DocumentState.Arrived : (DocumentState)(int)state;

    private AnswerResult Commit(ISession session, Prepared prepared, Actor actor, SignedStatus outgoing, bool held)
    {
        var (seen, packet, reply, _, now) = prepared;
        var code = reply.Code;
        var inbox = session.Inbox.Find(seen.Id) ?? seen;
        if (inbox.State != seen.State)
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "STATE_MOVED", "Văn bản vừa được người khác xử lý; mở lại để xem trạng thái mới.", "Somebody else just answered this item."));
        }

        // A refusal that waits is over with any refusal that leaves; it leaves by itself only while it still waits.
        if (code == "02" && !session.HeldRefusals.Remove(inbox.Id) && held)
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "REFUSAL_UNDONE", "Lời từ chối đã được hoàn tác nên không gửi đi.", "The refusal was undone and is not sent."));
        }

        // Again, for the key may have been asked for meanwhile: nothing leaves in the name of somebody who may not speak any more.
        if (held && !rights.StillHolds(session, actor, inbox.Recipient, now))
        {
            throw new RefusedException(RightsEnded);
        }

        var arrival = inbox.ArrivalNumber;
        var notes = new List<Warning>();
        if (code == "03" && arrival is null)
        {
            (arrival, notes) = RegisterArrivals.Electronic(session, inbox, packet, now);
        }

        var kept = inbox.State == InboxState.Held;
        session.Inbox.SetState(inbox.Id, (InboxState)int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
        if (kept)
        {
            if (code != "02")
            {
                Release(session, inbox, packet, now);
            }

            changes.Released(session, inbox, packet, taken: code != "02", now);
        }

        if (code == "02")
        {
            session.VxpItems.Withdraw(inbox.Packet, inbox.Recipient, VxpItem.Refused, now);
        }

        if (reply.Anomaly)
        {
            notes.AddRange(Warn(session, inbox, packet, actor, now));
        }

        if (!reply.Anomaly || code == "02")
        {
            duties.Answered(session, inbox, packet, code, now);
        }

        if (code == "04" && !reply.Anomaly)
        {
            notes.AddRange(assign.Run(session, inbox, packet, reply.Assignment, actor, now));
        }

        session.Journal.Append(new JournalEntry(now, "status-answered", packet.Digest, Agency: inbox.Recipient.Value, Actor: actor.Pseudonym, From: inbox.State.ToString(), To: code, Detail: outgoing.Packet.Row.Facts.Description));
        send.Commit(session, outgoing, packet.Facts.Priority, now);
        List<Warning> warnings = [.. notes, .. outgoing.Plan.Refused.Select(static r => new Warning(r.Code, r.Sentence))];
        if (code == "02" && duties.RefusedLate(inbox, packet, now))
        {
            warnings.Add(new Warning("URG-06", "Văn bản được trả lại muộn: phải trả trong ngày làm việc nhận được, văn bản khẩn trong một giờ."));
        }

        return new AnswerResult(inbox.Id, code, StateText.StatusName(code), outgoing.Packet.Row.Digest.ToString(), arrival, warnings);
    }

    // Those responsible here see the flag in their list; the sender has the status (RCV-10).
    private static IEnumerable<Warning> Warn(ISession session, InboxItem inbox, PacketRow packet, Actor actor, DateTimeOffset now)
    {
        session.Inbox.AddFlag(inbox.Id, AnomalyFlag);
        session.Journal.Append(new JournalEntry(now, "anomaly-reported", packet.Digest, Agency: inbox.Recipient.Value, Actor: actor.Pseudonym, From: inbox.State.ToString()));
        return session.Assignments.ListFor(inbox.Id) is [.., { Assignment.Lead: var lead }]
            ? [new Warning("RCV-10", $"Báo ngay cho người chịu trách nhiệm xử lý: {lead}.")]
            : [new Warning("RCV-10", "Báo ngay cho lãnh đạo: chưa phân công ai xử lý văn bản này.")];
    }

    // A document that was held for its clerk is consigned by the clerk taking it.
    private void Release(ISession session, InboxItem inbox, PacketRow packet, DateTimeOffset now)
    {
        var receipt = own.Draft(packet, ReceiptEvent.ContentConsignment, now, issuedTo: null) with
        {
            Recipients = [new RecipientOutcome(inbox.Addressed, inbox.Recipient, true)],
            Verdict = inbox.Verdict,
        };
        var issued = tellHome.Run(session, receipt, now);
        session.Journal.Append(new JournalEntry(now, "document-released", packet.Digest, issued.Digest, Agency: inbox.Recipient.Value));
    }

    private sealed record Prepared(InboxItem Inbox, PacketRow Packet, Reply Reply, StatusMessage Status, DateTimeOffset Now);

    private sealed record Reply(string Code, string? Description, StaffFields? Staff, Assignment? Assignment, bool Anomaly);
}
