using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Changes;

/// <summary>The receiver's answer to a recall, take-back or update: 15 or 16, signed as the agency's status packet and stored with what it does (RCL-02, RCL-05).</summary>
public sealed class ChangeAnswers(IStore store, LiveDirectory directory, SendStatus send, ReceiveChanges receive, OwnReceipts own, TellHome tellHome, TimeProvider time) : IChangeAnswers
{
    /// <inheritdoc/>
    public Task<Outcome<ChangeAnswerResult>> AnswerAsync(Guid item, AnswerChange answer, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        return Guarded.RunAsync<ChangeAnswerResult>(async () =>
        {
            var seen = store.Read(s => s.Inbox.Find(item) is { } found && actor.SpeaksFor(found.Recipient) ? (Item: found, Request: Open(s, found.Id)) : default);
            if (seen.Item is null)
            {
                return new Refusal(RefusalKind.NotFound, "INBOX_ITEM_UNKNOWN", "Không có văn bản đến nào dưới mã này.", "No such inbox item.");
            }

            if (actor.Role is not (Role.Clerk or Role.Leader))
            {
                return new Refusal(RefusalKind.Forbidden, "ROLE", "Vai trò này không được trả lời văn bản.", "This role does not answer documents.");
            }

            if (seen.Item.State == InboxState.Held)
            {
                return new Refusal(RefusalKind.Conflict, "CHANGE_HELD", "Yêu cầu này đang chờ văn thư xem xét: tiếp nhận (axis accept) hoặc từ chối (axis refuse) nó trước, rồi mới trả lời.", "The request itself is held: decide on it first.");
            }

            if (seen.Request is not { } request)
            {
                return new Refusal(RefusalKind.Conflict, "NO_CHANGE_PENDING", "Không có yêu cầu thu hồi, lấy lại hay cập nhật nào đang chờ trả lời ở văn bản này.", "No recall, take-back or update waits for an answer.");
            }

            var answering = AnsweringAgency.Demand(directory, request.Recipient, actor, time.GetUtcNow());
            var finished = store.Read(s => request.Item is { } of && s.Inbox.Find(of)?.State == InboxState.Finished);
            var check = ChangeReasons.Check(answer.Agree, answer.ReasonCode, answer.Description, finished, request.Item is not null);
            if (!check.Allowed)
            {
                return new Refusal(RefusalKind.Conflict, check.Code!, check.Sentence!, check.SentenceEn!);
            }

            var description = answer.Agree ? answer.Description?.Trim() : ChangeReasons.Describe(answer.ReasonCode!, answer.Description);
            var status = Sign(request, answering, answer.Agree, description, Compose.Staff(answer.Staff) is [var clerk] ? clerk : null);
            return await store.WriteAsync(session => Commit(session, request, answer, status, actor.Pseudonym), cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>Tells the sender that its document was cancelled before anybody read it: with the agency's 15, or where no key of the agency signs here, with the node's own receipt.</summary>
    /// <exception cref="KeyUnavailableException">The agency's token does not sign now.</exception>
    public Task AnswerUnreadAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TrySign(request, agree: true, ChangeReasons.Describe(ChangeReasons.Unread, null)) is { } status
            ? SettleAsync(request, ChangeRequestState.UnreadToAnswer, (session, current, now) => Signed(session, current with { State = ChangeRequestState.Unread, ReasonCode = ChangeReasons.Unread }, status, now), cancellationToken)
            : SettleAsync(request, ChangeRequestState.UnreadToAnswer, StateUnread, cancellationToken);
    }

    /// <summary>Tells the sender that the document which its request waits for has not come in all that time (RCL-13).</summary>
    /// <exception cref="KeyUnavailableException">The agency's token does not sign now.</exception>
    public Task AnswerNotFoundAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var status = TrySign(request, agree: false, ChangeReasons.Describe(ChangeReasons.NotFound, null));
        return SettleAsync(
            request,
            ChangeRequestState.Parked,
            (session, current, now) =>
            {
                if (status is null)
                {
                    // Nobody speaks a refusal in the agency's name: it ends here, and the journal says so.
                    session.Changes.Update(current with { State = ChangeRequestState.NoEffect, ReasonCode = ChangeReasons.NotFound });
                    session.Journal.Append(new JournalEntry(now, "change-not-sayable", request.Packet, Agency: request.Recipient.Value, Actor: nameof(AnswerUnread), From: request.Kind.ToString(), To: "16"));
                }
                else
                {
                    Signed(session, current with { State = ChangeRequestState.Declined, ReasonCode = ChangeReasons.NotFound }, status, now);
                }

                if (request.Notice is { } notice)
                {
                    session.Deadlines.Settle(notice, DeadlineKind.ChangeAnswer, now);
                }
            },
            cancellationToken);
    }

    private Task<bool> SettleAsync(ChangeRequest request, ChangeRequestState from, Action<ISession, ChangeRequest, DateTimeOffset> settle, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            if (session.Changes.Find(request.Id) is not { } current || current.State != from)
            {
                return false;
            }

            settle(session, current, time.GetUtcNow());
            return true;
        },
        cancellationToken);

    private SignedStatus? TrySign(ChangeRequest request, bool agree, string description)
    {
        var heirs = Standing.Heirs(directory.Snapshot, request.Recipient, time.GetUtcNow());
        try
        {
            return Sign(request, heirs.FirstOrDefault(h => h.Host == directory.Self)?.Code ?? request.Recipient, agree, description, null);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private void Signed(ISession session, ChangeRequest answered, SignedStatus status, DateTimeOffset now)
    {
        session.Changes.Update(answered with { AnsweredAt = now, Answer = status.Packet.Row.Digest });
        session.Journal.Append(new JournalEntry(now, "change-answered", answered.Packet, Agency: answered.Recipient.Value, Actor: nameof(AnswerUnread), From: answered.Kind.ToString(), To: status.Packet.Row.Facts.StatusCode));
        send.Commit(session, status, Priority(session, answered), now);
    }

    private void StateUnread(ISession session, ChangeRequest request, DateTimeOffset now)
    {
        if (request.Item is not { } id || session.Inbox.Find(id) is not { } item || session.Packets.Find(item.Packet) is not { } document)
        {
            throw new InvalidOperationException($"The document of change request {request.Id} is gone.");
        }

        var receipt = own.Draft(document, ReceiptEvent.Withdrawn, now, issuedTo: null) with
        {
            ReasonCode = ChangeReasons.Unread,
            Recipients = [new RecipientOutcome(item.Addressed, item.Recipient, true)],
        };
        var issued = tellHome.Run(session, receipt, now);
        session.Changes.Update(request with { State = ChangeRequestState.Unread, AnsweredAt = now, ReasonCode = ChangeReasons.Unread });
        session.Journal.Append(new JournalEntry(now, "change-answered", request.Packet, issued.Digest, Agency: request.Recipient.Value, Actor: nameof(AnswerUnread), From: request.Kind.ToString(), To: nameof(ReceiptEvent.Withdrawn)));
    }

    private static ChangeRequest? Open(ISession session, Guid item) =>
        session.Changes.ListFor(item).LastOrDefault(static r => r.State is ChangeRequestState.Pending or ChangeRequestState.Parked);

    private static int Priority(ISession session, ChangeRequest request) =>
        request.Item is { } item && session.Inbox.Find(item) is { } found && session.Packets.Find(found.Packet) is { } packet ? packet.Facts.Priority : 0;

    private SignedStatus Sign(ChangeRequest request, OrganId answering, bool agree, string? description, StaffInfo? staff)
    {
        var original = store.Read(s => request.Item is { } item && s.Inbox.Find(item) is { } found ? s.Packets.Find(found.Packet) : s.Packets.Find(request.Packet));
        var status = new StatusMessage
        {
            From = directory.OrganOf(answering),
            ResponseFor = [new ResponseFor(request.Sender, original?.Facts.Code ?? "", request.Target, original?.Facts.PromulgationDate)],
            StatusCode = agree ? "15" : "16",
            Description = string.IsNullOrEmpty(description) ? $"Đồng ý {ChangeRule.NameOf(request.Kind)}" : description,
            Timestamp = time.GetUtcNow(),
            Staff = staff,
        };
        GuardSecrecy.Demand(status);
        return send.Sign(status);
    }

    private ChangeAnswerResult Commit(ISession session, ChangeRequest seen, AnswerChange answer, SignedStatus status, string actor)
    {
        var now = time.GetUtcNow();
        var request = session.Changes.Find(seen.Id);
        if (request is null || request.State != seen.State)
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "STATE_MOVED", "Yêu cầu vừa được người khác trả lời; mở lại để xem.", "Somebody else just answered this request."));
        }

        receive.Answered(session, request, new GivenAnswer(answer.Agree, status.Packet.Row.Digest, answer.ReasonCode, status.Packet.Row.Facts.Description, actor), now);
        send.Commit(session, status, Priority(session, request), now);
        return new ChangeAnswerResult(
            request.Item ?? request.Notice ?? request.Id,
            answer.Agree ? "15" : "16",
            status.Packet.Row.Digest.ToString(),
            [.. status.Plan.Refused.Select(static r => new Warning(r.Code, r.Sentence))]);
    }
}
