using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Changes;

/// <summary>The sender asks for a document back: thu hồi as a document packet of kind 1, lấy lại as a status packet 13 (RCL-01, RCL-05).</summary>
public sealed class RecallDocuments(IStore store, LiveDirectory directory, ISubmission submission, SendStatus send, BeginChanges begin, ChangeTargets targets, TimeProvider time) : IRecallDocuments
{
    /// <inheritdoc/>
    public async Task<Outcome<SubmitAnswer>> RecallAsync(Digest packet, RequestRecall request, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        try
        {
            var (row, from) = Find(packet, actor);
            if (Remembered(row, from, idempotencyKey) is { } before)
            {
                return before;
            }

            var (asked, skipped) = Recipients(row, from, ChangeKind.Recall, request);
            var facts = row.Facts;
            var outcome = await submission.SubmitAsync(
                new SubmitDocument
                {
                    From = from.Value,
                    To = [.. asked.Select(static r => r.Recipient.Value)],
                    NoStateSecret = true,
                    TypeName = facts.TypeName ?? "",
                    Number = facts.CodeNumber,
                    Notation = facts.CodeNotation ?? "",
                    Date = facts.PromulgationDate,
                    Place = directory.Snapshot.FindAgency(from)?.Name is { Length: <= 50 } name ? name : from.Value,
                    Subject = facts.Subject ?? row.DocumentId,
                    Signer = new SignerFields(facts.SignerFullName ?? "Văn thư", facts.SignerPosition),
                    Priority = facts.Priority,
                    Staff = request.Staff,
                    Business = new BusinessFields
                    {
                        Kind = "recall",
                        Reason = request.Reason,
                        TargetDocumentId = row.DocumentId,
                        Recalled = [new ReferenceFields(row.From.Value, Code(row), row.DocumentId, facts.PromulgationDate)],
                    },
                },
                [],
                actor,
                idempotencyKey,
                cancellationToken).ConfigureAwait(false);
            return outcome is Done<SubmitAnswer> { Value: var answer } ? answer with { Warnings = [.. answer.Warnings, .. skipped] } : outcome;
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome<TakeBackAnswer>> TakeBackAsync(Digest packet, RequestRecall request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        try
        {
            if (string.IsNullOrWhiteSpace(request.Reason))
            {
                Compose.RefuseIfAny([new FieldProblem("reason", "STA-04", "Lấy lại văn bản phải nêu lý do.", "A take-back needs a reason.")]);
            }

            var (row, from) = Find(packet, actor);
            var (asked, skipped) = Recipients(row, from, ChangeKind.TakeBack, request);
            var now = time.GetUtcNow();
            var signed = asked.Select(r => (r.Recipient, Status: send.Sign(new StatusMessage
            {
                From = directory.OrganOf(from),
                ResponseFor = [new ResponseFor(r.Recipient, Code(row), row.DocumentId, row.Facts.PromulgationDate)],
                StatusCode = "13",
                Description = request.Reason.Trim(),
                Timestamp = now,
                Staff = Compose.Staff(request.Staff) is [var clerk] ? clerk : null,
            }))).ToList();
            return await store.WriteAsync(
                session => new TakeBackAnswer(
                    packet.ToString(),
                    [
                        .. signed.Select(s =>
                        {
                            var begun = begin.Run(session, s.Status.Packet.Message!, s.Status.Packet.Row.Digest, actor, now);
                            send.Commit(session, s.Status with { Plan = s.Status.Plan with { Links = begun.Remaining(s.Status.Plan.Links) } }, row.Facts.Priority, now);
                            return new TakeBackRequest(s.Recipient.Value, s.Status.Packet.Row.Digest.ToString(), begun.Gone.Contains(s.Recipient));
                        }),
                    ],
                    skipped),
                cancellationToken).ConfigureAwait(false);
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

    private static string Code(PacketRow row) => row.Facts.CodeNotation is { Length: > 0 } notation ? $"{row.Facts.CodeNumber}/{notation}" : row.Facts.CodeNumber ?? "";

    // RCL-11: the sender itself, or the open agency of this node that continues it.
    private (PacketRow Row, OrganId From) Find(Digest packet, Actor actor)
    {
        var row = store.Read(s => s.Packets.Find(packet) is { Kind: PacketKind.Document, Submission: not null } found ? found : null);
        var now = time.GetUtcNow();
        var hosted = directory.Snapshot.Agencies.Where(a => a.Host == directory.Self && a.IsOpenAt(now) && actor.SpeaksFor(a.Code));
        var from = row is null ? null : hosted.OrderByDescending(a => a.Code == row.From).FirstOrDefault(a => targets.Senders(a.Code).Contains(row.From));
        return row is null || from is null
            ? throw new RefusedException(new Refusal(RefusalKind.NotFound, "DOCUMENT_UNKNOWN", "Không có văn bản nào do cơ quan này, hoặc cơ quan mà nó kế thừa, gửi dưới mã này.", "No such document of this agency or of one that it continues."))
            : (row, from.Code);
    }

    // Asked a second time, those asked before are no longer there to be asked: what the first call was told is the answer.
    private SubmitAnswer? Remembered(PacketRow row, OrganId from, string? key)
    {
        var earlier = key is null ? null : store.Read(s => s.Submissions.FindAnswer(from, key));
        if (earlier is null)
        {
            return null;
        }

        return store.Read(s => s.Packets.Find(earlier.Packet)) is { Facts: { BusinessDocType: 1 } facts } && facts.TargetDocumentId == row.DocumentId
            ? (JsonSerializer.Deserialize(earlier.ResponseJson, AxisJson.Default.SubmitAnswer) ?? throw new InvalidDataException("A remembered answer cannot be read.")) with { Repeated = true }
            : throw new RefusedException(new Refusal(RefusalKind.Conflict, "IDEMPOTENCY_KEY_REUSED", "Khóa Idempotency-Key này đã dùng cho một văn bản có nội dung khác; dùng khóa mới.", "The Idempotency-Key was used for another content."));
    }

    private (IReadOnlyList<TrackingRow> Asked, IReadOnlyList<Warning> Skipped) Recipients(PacketRow row, OrganId from, ChangeKind kind, RequestRecall request)
    {
        var wanted = request.Recipients?.Select(r => OrganId.TryParse(r, out var id) ? id : throw Unknown(r)).ToList();
        var rows = store.Read(s => targets.Originals(s, from, row.DocumentId, default).SelectMany(p => s.Tracking.ListFor(p.Digest)).OrderBy(static r => r.State == "02").DistinctBy(static r => r.Recipient).ToList());
        if (wanted?.FirstOrDefault(w => rows.All(r => r.Recipient != w && r.Delivered != w)) is { IsEmpty: false } stranger)
        {
            throw Unknown(stranger.Value);
        }

        var asked = new List<TrackingRow>();
        var skipped = new List<Warning>();
        foreach (var one in rows.Where(r => wanted is null || wanted.Contains(r.Recipient) || wanted.Contains(r.Delivered)))
        {
            var may = ChangeRule.MayRequest(kind, StateText.Parse(one.State), one.ChangeKind, one.ChangeEnd);
            if (may.Allowed)
            {
                asked.Add(one);
            }
            else
            {
                skipped.Add(new Warning(may.Code!, $"{one.Recipient}: {may.Sentence}"));
            }
        }

        return asked.Count > 0
            ? (asked, skipped)
            : throw new RefusedException(new Refusal(RefusalKind.Conflict, skipped[0].Code, skipped.Count == 1 ? skipped[0].Text : $"{skipped[0].Text} (và {skipped.Count - 1} nơi nhận khác)", "No recipient is left that could be asked."));
    }

    private static RefusedException Unknown(string recipient) => new(new Refusal(
        RefusalKind.Invalid, "NOT_A_RECIPIENT", $"Văn bản không gửi tới {recipient}.", "The document was not sent to that agency."));
}
