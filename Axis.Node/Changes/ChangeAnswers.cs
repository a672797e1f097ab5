using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Rules.Changes;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Changes;

/// <summary>The receiver's answer to a recall, take-back or update: 15 or 16, signed as the agency's status packet and stored with what it does (RCL-02, RCL-05).</summary>
public sealed class ChangeAnswers(IStore store, LiveDirectory directory, SendStatus send, ReceiveChanges receive, TimeProvider time) : IChangeAnswers
{
    /// <inheritdoc/>
    public async Task<Outcome<ChangeAnswerResult>> AnswerAsync(Guid item, AnswerChange answer, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        try
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

            // A closed agency no longer signs: who continues it answers in its place (REF-06).
            var heirs = Standing.Heirs(directory.Snapshot, request.Recipient, time.GetUtcNow());
            if ((heirs.Count == 0 ? request.Recipient : heirs.FirstOrDefault(h => h.Host == directory.Self && actor.SpeaksFor(h.Code))?.Code) is not { } answering)
            {
                var names = string.Join("; ", heirs.Select(static h => $"{h.Name} ({h.Code})"));
                return new Refusal(RefusalKind.Conflict, "REF-06", $"Cơ quan {request.Recipient} đã đóng; đơn vị kế thừa trả lời thay: {names}.", "The agency is closed; one that continues it answers.");
            }

            var finished = store.Read(s => request.Item is { } of && s.Inbox.Find(of)?.State == InboxState.Finished);
            var check = ChangeReasons.Check(answer.Agree, answer.ReasonCode, answer.Description, finished, request.Item is not null);
            if (!check.Allowed)
            {
                return new Refusal(RefusalKind.Conflict, check.Code!, check.Sentence!, check.SentenceEn!);
            }

            var description = answer.Agree ? answer.Description?.Trim() : ChangeReasons.Describe(answer.ReasonCode!, answer.Description);
            var status = Sign(request, answering, answer.Agree, description, Compose.Staff(answer.Staff) is [var clerk] ? clerk : null);
            return await store.WriteAsync(session => Commit(session, request, answer, status, actor.Pseudonym), cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
        catch (KeyUnavailableException e)
        {
            return Submission.KeyUnavailable(e);
        }
        catch (StoreUnavailableException e)
        {
            return new Refusal(RefusalKind.Unavailable, "STORE_UNAVAILABLE", $"Nút tạm thời không ghi được dữ liệu: {e.Message}", "The node cannot store anything now.") { RetryAfter = TimeSpan.FromSeconds(30) };
        }
    }

    /// <summary>Tells the sender that its document was cancelled before anybody read it.</summary>
    /// <exception cref="RefusedException">The agency's key does not sign here.</exception>
    /// <exception cref="KeyUnavailableException">Its token does not sign now.</exception>
    public Task AnswerUnreadAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var heirs = Standing.Heirs(directory.Snapshot, request.Recipient, time.GetUtcNow());
        var answering = heirs.FirstOrDefault(h => h.Host == directory.Self)?.Code ?? request.Recipient;
        var status = Sign(request, answering, agree: true, ChangeReasons.Describe(ChangeReasons.Unread, null), null);
        return store.WriteAsync(
            session =>
            {
                if (session.Changes.Find(request.Id) is not { State: ChangeRequestState.UnreadToAnswer } current)
                {
                    return false;
                }

                var now = time.GetUtcNow();
                session.Changes.Update(current with { State = ChangeRequestState.Unread, AnsweredAt = now, Answer = status.Packet.Row.Digest, ReasonCode = ChangeReasons.Unread });
                session.Journal.Append(new JournalEntry(now, "change-answered", request.Packet, Agency: request.Recipient.Value, Actor: nameof(AnswerUnread), From: request.Kind.ToString(), To: "15"));
                send.Commit(session, status, Priority(session, current), now);
                return true;
            },
            cancellationToken);
    }

    private static ChangeRequest? Open(ISession session, Guid item) =>
        session.Changes.ListFor(item).LastOrDefault(static r => r.State is ChangeRequestState.Pending or ChangeRequestState.Parked);

    private static int Priority(ISession session, ChangeRequest request) =>
        request.Item is { } item && session.Inbox.Find(item) is { } found && session.Packets.Find(found.Packet) is { } packet ? packet.Facts.Priority : 0;

    private SignedStatus Sign(ChangeRequest request, OrganId answering, bool agree, string? description, StaffInfo? staff)
    {
        var original = store.Read(s => request.Item is { } item && s.Inbox.Find(item) is { } found ? s.Packets.Find(found.Packet) : s.Packets.Find(request.Packet));
        var code = original?.Facts.CodeNotation is { Length: > 0 } notation ? $"{original.Facts.CodeNumber}/{notation}" : original?.Facts.CodeNumber ?? "";
        return send.Sign(new StatusMessage
        {
            From = directory.OrganOf(answering),
            ResponseFor = [new ResponseFor(request.Sender, code, request.Target, original?.Facts.PromulgationDate)],
            StatusCode = agree ? "15" : "16",
            Description = string.IsNullOrEmpty(description) ? $"Đồng ý {ChangeRule.NameOf(request.Kind)}" : description,
            Timestamp = time.GetUtcNow(),
            Staff = staff,
        });
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
