using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>A status packet that a clerk's software hands in: signed anew as its agency's and sent to its addressee.</summary>
public sealed class HandInStatus(SendStatus send, BeginChanges begin, FollowStatus follow, OwnReceipts own, LiveDirectory directory, IStore store, TimeProvider time)
{
    /// <summary>Takes the status.</summary>
    /// <exception cref="RefusedException">Its agency is not of this node or not of the actor, its addressee is unknown, or it is to be answered at the inbox.</exception>
    public Task<SubmitAnswer> RunAsync(HandedIn.Status status, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        return SendAsync(status.Message, () => send.Sign(status.Message), status.Warnings, actor, idempotency, cancellationToken);
    }

    /// <summary>Takes a status that its agency has signed already.</summary>
    /// <exception cref="RefusedException">As for <see cref="RunAsync"/>.</exception>
    public Task<SubmitAnswer> TakeAsync(
        StatusMessage status, NativePacketTaken taken, ReadOnlyMemory<byte>? bytes, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(taken);
        return SendAsync(status, () => send.Take(status, taken.Packet, bytes), [], actor, idempotency, cancellationToken);
    }

    /// <summary>Takes a status that a system handed in over its line, with or without a usable packet signature.</summary>
    /// <exception cref="RefusedException">As for <see cref="RunAsync"/>.</exception>
    public Task<SubmitAnswer> TakeAsync(StatusMessage status, SignedPacket packet, ReadOnlyMemory<byte>? bytes, SystemOrigin origin, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(origin);
        return SendAsync(status, () => origin.Foreign ? send.TakeForeign(status, packet, bytes) : send.Take(status, packet, bytes), [], actor, null, cancellationToken, origin);
    }

    /// <summary>The refusal of a clerk's text that would read as the word that a state secret was found.</summary>
    public static Refusal SecrecyWord { get; } = new(
        RefusalKind.Invalid, "SEC-03", $"Nội dung không được mở đầu bằng “{IsolationNotice.Mark}”; phát hiện bí mật nhà nước thì cán bộ bảo mật chạy 'axis secrecy isolate'.", "A remark must not begin with the mark of a found state secret; the security officer isolates the document.");

    private async Task<SubmitAnswer> SendAsync(
        StatusMessage status, Func<SignedStatus> sign, IReadOnlyList<Warning> warnings, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken, SystemOrigin? origin = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var from = status.From.OrganId;
        if (directory.Snapshot.FindAgency(from)?.Host != directory.Self || !actor.SpeaksFor(from) || actor.Role != Role.Clerk)
        {
            throw new RefusedException(new Refusal(RefusalKind.Forbidden, "SND-09", $"Cơ quan {from} không thuộc nút này hoặc thẻ truy cập này không được gửi nhân danh cơ quan đó.", "The sender is not of this node, or this token does not send for it."));
        }

        if (IsolationNotice.IsMarked(status.Description))
        {
            throw new RefusedException(SecrecyWord);
        }

        GuardSecrecy.Demand(status);
        if (store.Read(s => AnsweredAtInbox.Is(s, directory.Snapshot, status, time.GetUtcNow())))
        {
            throw new RefusedException(AnsweredAtInbox.Refusal);
        }

        var signed = sign();
        if (signed.Plan.Refused is [var unreachable, ..])
        {
            Compose.RefuseIfAny([new FieldProblem("responseFor", unreachable.Code, unreachable.Sentence)]);
        }

        return await store.WriteAsync(session => Commit(session, status, signed, warnings, actor, idempotency, origin), cancellationToken).ConfigureAwait(false);
    }

    private SubmitAnswer Commit(ISession session, StatusMessage status, SignedStatus signed, IReadOnlyList<Warning> warnings, Actor actor, IdempotencyKey? idempotency, SystemOrigin? origin)
    {
        var now = time.GetUtcNow();
        var row = signed.Packet.Row;
        if (idempotency is not null && session.Submissions.FindAnswer(row.From, idempotency.Key) is { } earlier)
        {
            return idempotency.Repeat(earlier);
        }

        origin?.RefuseIfLost(session);
        if (origin is not null && session.VxpItems.FindSent(origin.DocId) is not null)
        {
            return Answer(status, row, [], warnings, "") with { Repeated = true };
        }

        var begun = begin.Run(session, status, row.Digest, status.Addressees, actor, now);
        send.Commit(session, signed with { Plan = signed.Plan with { Links = begun.Remaining(signed.Plan.Links) } }, 0, now);
        if (origin is not null)
        {
            session.VxpItems.AddSent(origin.Row(row, now));
            session.Journal.Append(new JournalEntry(now, "vxp-packet-taken", row.Digest, Agency: row.From.Value, Actor: actor.Pseudonym, To: row.Native ? "native" : "foreign"));
        }

        // Whichever door its software took.
        if (origin is not null || session.VxpSystems.FindByAgency(AnsweredAtInbox.AgencyOf(directory.Snapshot, status)) is not null)
        {
            follow.Software(session, status, row.Digest, actor.Pseudonym, now);
        }

        var recipients = status.Addressees
            .Select(a => (Addressed: a, Agency: directory.Snapshot.FindAgency(a)!))
            .Select(static r => new RecipientAnswer(r.Addressed.Value, r.Agency.Code.Value, r.Agency.Name, false))
            .ToList();
        var issued = session.Receipts.Issue(own.Draft(row, row.Native ? ReceiptEvent.SubmissionAcceptance : ReceiptEvent.ReceivedFromNonErds, now, issuedTo: null) with
        {
            Recipients = [.. status.Addressees.Order().Select(a => new RecipientOutcome(a, directory.Snapshot.FindAgency(a)!.Code, true))],
        });
        session.Journal.Append(new JournalEntry(now, "status-submitted", row.Digest, issued.Digest, Agency: row.From.Value, Actor: actor.Pseudonym, To: status.StatusCode, Detail: row.Facts.Description));
        var answer = Answer(status, row, recipients, [.. warnings, .. begun.Warnings], issued.Digest.ToString());
        if (idempotency is not null)
        {
            session.Submissions.AddAnswer(new IdempotentAnswer(row.From, idempotency.Key, idempotency.Request, row.Digest, JsonSerializer.Serialize(answer, AxisJson.Default.SubmitAnswer), now));
        }

        return answer;
    }

    private static SubmitAnswer Answer(StatusMessage status, PacketRow row, IReadOnlyList<RecipientAnswer> recipients, IReadOnlyList<Warning> warnings, string receipt) => new()
    {
        SubmissionId = row.Submission!.Value,
        Packet = row.Digest.ToString(),
        Size = row.Size,
        DocumentId = row.DocumentId,
        Code = status.ResponseFor[0].Code ?? "",
        Recipients = recipients,
        Warnings = warnings,
        Receipt = receipt,
    };
}
