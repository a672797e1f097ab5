using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Tracking;
using Axis.Node.Incoming;
using Axis.Node.Storage;
using Axis.Node.Timestamps;
using System.Text.Json;

namespace Axis.Node.Outgoing;

/// <summary>
/// Store: one transaction with the packet, the register entry, the deliveries owed, the tracking rows, the inboxes of recipients hosted here, the
/// SubmissionAcceptance receipt and the remembered answer. Only after it is the clerk told.
/// </summary>
public sealed class StoreDraft(
    IStore store,
    Verify verify,
    AwaitStamp stamp,
    BeginExchange exchange,
    TimeProvider time)
{
    /// <summary>State before in the journal's entry of a document whose number the sender brought (DOC-06).</summary>
    public const string NumberByHand = "number-by-hand";

    /// <summary>Stores the signed packet.</summary>
    /// <param name="packet">The signed packet.</param>
    /// <param name="registered">Number, plan and warnings.</param>
    /// <param name="actor">Who submits.</param>
    /// <param name="idempotency">Key and fingerprint of the request, if the client gave a key.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    /// <param name="prepared">The prepared submission that this ends, in the same transaction: a number that was sent is never voided as one that was not.</param>
    /// <exception cref="RefusedException">The code is taken (DOC-04), another request with the key was first, or nothing is prepared any more.</exception>
    public async Task<SubmitAnswer> RunAsync(
        SignedDraft packet, RegisteredDraft registered, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken, Guid? prepared = null)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        var plan = registered.Valid.Plan;
        var foreign = packet.Origin is { Foreign: true };
        var row = new PacketRow(
            packet.Packet.Packet,
            foreign ? null : packet.Packet.Content,
            PacketKind.Document,
            !foreign,
            packet.Packet.Size,
            packet.Message.From.OrganId,
            packet.Message.DocumentId,
            now,
            packet.Small is not null,
            prepared ?? Guid.CreateVersion7(now),
            packet.Facts);
        var judged = foreign ? JudgeForeign.Own(row, packet.Small, packet.Message, now)
            : plan.Here.Count > 0 ? await verify.OwnAsync(row, packet.Small, packet.Message, cancellationToken).ConfigureAwait(false)
            : null;
        var answer = await store.WriteAsync(
            session => prepared is { } id
                ? CommitPrepared(session, id, row, judged, packet, registered, actor, idempotency, now)
                : Commit(session, row, judged, packet, registered, actor, idempotency, now),
            cancellationToken).ConfigureAwait(false);
        JourneyMeter.Submitted();
        return answer;
    }

    // The answer is remembered under the prepared submission too, so that a second call whose answer was lost is answered again.
    private SubmitAnswer CommitPrepared(
        ISession session, Guid id, PacketRow row, JudgedPacket? judged, SignedDraft packet, RegisteredDraft registered, Actor actor, IdempotencyKey? idempotency, DateTimeOffset now)
    {
        if (session.Submissions.FindPrepared(id) is null)
        {
            return session.Submissions.FindAnswer(row.From, TwoCalls.AnswerKey(id)) is { } first
                ? TwoCalls.Repeat(first)
                : throw new RefusedException(WaitingDrafts.Unknown);
        }

        session.Submissions.RemovePrepared(id);
        var answer = Commit(session, row, judged, packet, registered, actor, idempotency, now);
        if (answer.Repeated && registered.Reserved is { } unused)
        {
            const string reason = "Yêu cầu trùng Idempotency-Key đã được trả lời trước.";
            session.Register.Void(row.From, registered.Book, registered.Year, unused, reason, now);
            session.Journal.Append(new JournalEntry(now, "number-voided", Agency: row.From.Value, To: registered.Message.Code, Detail: reason));
        }

        session.Submissions.AddAnswer(new IdempotentAnswer(
            row.From, TwoCalls.AnswerKey(id), packet.Packet.Content, Digest.Parse(answer.Packet), JsonSerializer.Serialize(answer, AxisJson.Default.SubmitAnswer), now));
        return answer;
    }

    private SubmitAnswer Commit(
        ISession session, PacketRow row, JudgedPacket? judged, SignedDraft packet, RegisteredDraft registered, Actor actor, IdempotencyKey? idempotency, DateTimeOffset now)
    {
        var message = packet.Message;
        var from = message.From.OrganId;
        if (idempotency is not null && session.Submissions.FindAnswer(from, idempotency.Key) is { } earlier)
        {
            return idempotency.Repeat(earlier);
        }

        if (packet.Origin is { } system)
        {
            return CommitOf(session, system, row, judged, packet, registered, actor, now);
        }

        if (message.Business is not (Update or Recall) && !session.Register.Enter(from, registered.Year, message.Code, row.Digest, now, registered.Book, registered.Reserved is null)
            && !(registered.Reserved is null && Resending.IsWhole(session, row, message)))
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Conflict,
                "DOC-04",
                $"Số, ký hiệu {message.Code} năm {registered.Year} của cơ quan {from} đã cấp cho văn bản khác; kiểm tra lại, hoặc để trống số để nút cấp.",
                "This number and notation of the year is taken by another document."));
        }

        if (registered.Reserved is { } number && !session.Register.Settle(from, registered.Book, registered.Year, number, row.Digest))
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Conflict,
                "NUMBER_VOID",
                $"Số {message.Code} đã bị hủy trong lúc xử lý quá lâu; văn bản chưa được gửi, hãy gửi lại.",
                "The number was voided while the submission was under way; nothing was sent."));
        }

        if (!session.Packets.Add(row, packet.Small))
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "DOC-09", "Gói tin này đã có ở nút: văn bản đã được gửi, không gửi lại lần nữa.", "This very packet is here already."));
        }

        stamp.Sent(session, row, now);
        if (JudgeDocuments.Concerns(row))
        {
            // The sender sees what its receivers will see: valid, or for information only (SND-02).
            session.LegalValues.Demand(row.Digest, now);
        }

        var answer = exchange.Run(session, row, judged, packet, registered, registered.Valid.Plan, actor, now);
        if (idempotency is not null)
        {
            session.Submissions.AddAnswer(new IdempotentAnswer(from, idempotency.Key, idempotency.Request, row.Digest, JsonSerializer.Serialize(answer, AxisJson.Default.SubmitAnswer), now));
        }

        return answer;
    }

    // The same packet may be handed in again for further receivers, never for the same ones; its number is the software's own affair.
    private SubmitAnswer CommitOf(
        ISession session, SystemOrigin origin, PacketRow row, JudgedPacket? judged, SignedDraft packet, RegisteredDraft registered, Actor actor, DateTimeOffset now)
    {
        origin.RefuseIfLost(session);
        RefuseIfEnded(session, origin, row.Digest);
        if (session.VxpItems.FindSent(origin.DocId) is not null)
        {
            return Repeat(session.Packets.Find(row.Digest) ?? row, packet);
        }

        var plan = registered.Valid.Plan;
        if (session.Packets.Add(row, packet.Small))
        {
            if (packet.Message.Business is not (Update or Recall) && packet.Message.Code.Length > 0 && !session.Register.Enter(row.From, registered.Year, packet.Message.Code, row.Digest, now, registered.Book, byHand: true))
            {
                session.Journal.Append(new JournalEntry(now, "number-given-twice", row.Digest, Agency: row.From.Value, To: packet.Message.Code));
            }

            stamp.Sent(session, row, now);
        }
        else
        {
            var known = session.Packets.Find(row.Digest);
            if (known?.Submission is null || known.From != row.From || known.Native != row.Native)
            {
                throw new RefusedException(new Refusal(RefusalKind.Conflict, "DOC-09", "Gói tin này đã có ở nút mà không phải do hệ thống này gửi; không gửi lại được.", "This very packet is here already and was not handed in by this sender."));
            }

            row = known;
            plan = plan with
            {
                Here = [.. plan.Here.Where(r => session.Tracking.Find(row.Digest, r.Addressed) is null)],
                Links = [.. plan.Links.Select(l => l with { Recipients = [.. l.Recipients.Where(r => session.Tracking.Find(row.Digest, r.Addressed) is null)] }).Where(static l => l.Recipients.Count > 0)],
            };
        }

        session.VxpItems.AddSent(origin.Row(row, now));
        session.Journal.Append(new JournalEntry(now, "vxp-packet-taken", row.Digest, Agency: row.From.Value, Actor: actor.Pseudonym, To: row.Native ? "native" : "foreign"));
        if (plan is { Here.Count: 0, Links.Count: 0 })
        {
            return Repeat(row, packet);
        }

        return exchange.Run(session, row, judged is null ? null : judged with { Row = row }, packet, registered, plan, actor, now);
    }

    // STA-10: a line that has ended is not opened again, and these very bytes are no new sending: whoever sends must know that nothing goes out.
    private static void RefuseIfEnded(ISession session, SystemOrigin origin, Digest packet)
    {
        var ended = origin.Recipients.Select(r => session.Tracking.Find(packet, r)).FirstOrDefault(static r => r is not null && StateText.Parse(r.State) is DocumentState.Refused or DocumentState.Failed or DocumentState.Withdrawn);
        if (ended is null)
        {
            return;
        }

        var what = StateText.Parse(ended.State) switch
        {
            DocumentState.Refused => "đã từ chối (02)",
            DocumentState.Failed => "không nhận được",
            _ => "chưa nhận vì văn bản đã được thu hồi",
        };
        throw new RefusedException(new Refusal(
            RefusalKind.Conflict,
            "DOC-09",
            $"Gói tin này đã được gửi và {ended.Recipient} {what}; gửi lại đúng gói tin này thì không đi đâu cả. Sửa văn bản rồi gửi thành gói tin mới.",
            "This very packet was sent before and its delivery has ended; send a new packet."));
    }

    private static SubmitAnswer Repeat(PacketRow row, SignedDraft packet) => new()
    {
        SubmissionId = row.Submission!.Value,
        Packet = row.Digest.ToString(),
        Size = row.Size,
        DocumentId = row.DocumentId,
        Code = packet.Message.Code,
        Recipients = [],
        Warnings = [],
        Receipt = "",
        Repeated = true,
    };
}
