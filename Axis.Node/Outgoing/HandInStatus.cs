using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>A status packet that a clerk's software hands in: signed anew as its agency's and sent to its addressee.</summary>
public sealed class HandInStatus(SendStatus send, BeginChanges begin, OwnReceipts own, LiveDirectory directory, IStore store, TimeProvider time)
{
    /// <summary>Takes the status.</summary>
    /// <exception cref="RefusedException">Its agency is not of this node or not of the actor, or its addressee is unknown.</exception>
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

    private async Task<SubmitAnswer> SendAsync(
        StatusMessage status, Func<SignedStatus> sign, IReadOnlyList<Warning> warnings, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var from = status.From.OrganId;
        if (directory.Snapshot.FindAgency(from)?.Host != directory.Self || !actor.SpeaksFor(from) || actor.Role != Role.Clerk)
        {
            throw new RefusedException(new Refusal(RefusalKind.Forbidden, "SND-09", $"Cơ quan {from} không thuộc nút này hoặc thẻ truy cập này không được gửi nhân danh cơ quan đó.", "The sender is not of this node, or this token does not send for it."));
        }

        var signed = sign();
        if (signed.Plan.Refused is [var unreachable, ..])
        {
            Compose.RefuseIfAny([new FieldProblem("responseFor", unreachable.Code, unreachable.Sentence)]);
        }

        return await store.WriteAsync(session => Commit(session, status, signed, warnings, actor, idempotency), cancellationToken).ConfigureAwait(false);
    }

    private SubmitAnswer Commit(ISession session, StatusMessage status, SignedStatus signed, IReadOnlyList<Warning> warnings, Actor actor, IdempotencyKey? idempotency)
    {
        var now = time.GetUtcNow();
        var row = signed.Packet.Row;
        if (idempotency is not null && session.Submissions.FindAnswer(row.From, idempotency.Key) is { } earlier)
        {
            return idempotency.Repeat(earlier);
        }

        var begun = begin.Run(session, status, row.Digest, actor, now);
        send.Commit(session, signed with { Plan = signed.Plan with { Links = begun.Remaining(signed.Plan.Links) } }, 0, now);
        var recipients = status.Addressees
            .Select(a => (Addressed: a, Agency: directory.Snapshot.FindAgency(a)!))
            .Select(static r => new RecipientAnswer(r.Addressed.Value, r.Agency.Code.Value, r.Agency.Name, false))
            .ToList();
        var issued = session.Receipts.Issue(own.Draft(row, ReceiptEvent.SubmissionAcceptance, now, issuedTo: null) with
        {
            Recipients = [.. status.Addressees.Order().Select(a => new RecipientOutcome(a, directory.Snapshot.FindAgency(a)!.Code, true))],
        });
        session.Journal.Append(new JournalEntry(now, "status-submitted", row.Digest, issued.Digest, Agency: row.From.Value, Actor: actor.Pseudonym, To: status.StatusCode, Detail: row.Facts.Description));
        var answer = new SubmitAnswer
        {
            SubmissionId = row.Submission!.Value,
            Packet = row.Digest.ToString(),
            Size = row.Size,
            DocumentId = row.DocumentId,
            Code = status.ResponseFor[0].Code ?? "",
            Recipients = recipients,
            Warnings = [.. warnings, .. begun.Warnings],
            Receipt = issued.Digest.ToString(),
        };
        if (idempotency is not null)
        {
            session.Submissions.AddAnswer(new IdempotentAnswer(row.From, idempotency.Key, idempotency.Request, row.Digest, JsonSerializer.Serialize(answer, AxisJson.Default.SubmitAnswer), now));
        }

        return answer;
    }
}
