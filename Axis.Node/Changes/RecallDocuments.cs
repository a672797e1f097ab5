using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Changes;

/// <summary>The sender asks for a document back: thu hồi as a document packet of kind 1, lấy lại as a status packet 13 (RCL-01, RCL-05).</summary>
public sealed class RecallDocuments(IStore store, LiveDirectory directory, ISubmission submission, SendStatus send, WithdrawDeliveries withdraw, ChangeTargets targets, TimeProvider time) : IRecallDocuments
{
    // So many statuses are stored in one transaction.
    private const int Page = 100;

    /// <inheritdoc/>
    public Task<Outcome<SubmitAnswer>> RecallAsync(Digest packet, RequestRecall request, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        return Guarded.RunAsync<SubmitAnswer>(async () =>
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
                        Recalled = [new ReferenceFields(row.From.Value, row.Facts.Code, row.DocumentId, facts.PromulgationDate)],
                    },
                },
                [],
                actor,
                idempotencyKey,
                cancellationToken).ConfigureAwait(false);
            return outcome is Done<SubmitAnswer> { Value: var answer } ? answer with { Warnings = [.. answer.Warnings, .. skipped] } : outcome;
        });
    }

    /// <inheritdoc/>
    public Task<Outcome<TakeBackAnswer>> TakeBackAsync(Digest packet, RequestRecall request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        return Guarded.RunAsync<TakeBackAnswer>(async () =>
        {
            if (string.IsNullOrWhiteSpace(request.Reason))
            {
                Compose.RefuseIfAny([new FieldProblem("reason", "STA-04", "Lấy lại văn bản phải nêu lý do.", "A take-back needs a reason.")]);
            }

            if (IsolationNotice.IsMarked(request.Reason))
            {
                throw new RefusedException(HandInStatus.SecrecyWord);
            }

            var (row, from) = Find(packet, actor);
            var (asked, skipped) = Recipients(row, from, ChangeKind.TakeBack, request);
            return await AskAsync(row, from, asked, skipped, request, actor, cancellationToken).ConfigureAwait(false);
        });
    }

    // In pages, so that the one writer is never held for long. What stands in the way of a later page leaves the earlier ones asked; whoever asks again asks the rest.
    private async Task<TakeBackAnswer> AskAsync(
        PacketRow row, OrganId from, IReadOnlyList<TrackingRow> asked, IReadOnlyList<Warning> skipped, RequestRecall request, Actor actor, CancellationToken cancellationToken)
    {
        var wanted = asked.Select(static r => r.Recipient).ToHashSet();
        var (requests, warnings) = (new List<TakeBackRequest>(), new List<Warning>(skipped));
        IReadOnlySet<OrganId>? gone = null;
        foreach (var page in asked.Chunk(Page))
        {
            try
            {
                var now = time.GetUtcNow();
                List<(TrackingRow Row, SignedStatus Status)> signed = [.. page.Select(r => (r, Sign(row, from, r.Recipient, request, now)))];
                var known = gone;
                var (left, outcomes) = await store.WriteAsync(
                    session =>
                    {
                        var withdrawn = known ?? withdraw.Run(session, targets.Originals(session, from, row.DocumentId, default), wanted, "13", now);
                        return (withdrawn, signed.ConvertAll(s => (s.Row.Recipient, Digest: s.Status.Packet.Row.Digest, Why: Ask(session, s.Row, s.Status, withdrawn, row.Facts.Priority, actor, now))));
                    },
                    cancellationToken).ConfigureAwait(false);
                gone = left;
                requests.AddRange(outcomes.Where(static o => o.Why is null).Select(o => new TakeBackRequest(o.Recipient.Value, o.Digest.ToString(), left.Contains(o.Recipient))));
                warnings.AddRange(outcomes.Select(static o => o.Why).OfType<Warning>());
            }
            catch (Exception e) when (gone is not null && e is RefusedException or KeyUnavailableException or StoreUnavailableException)
            {
                warnings.Add(new Warning("TAKE_BACK_PARTLY", $"Mới yêu cầu được {requests.Count} trên {asked.Count} nơi nhận, rồi dừng: {e.Message} Làm lại lệnh này để yêu cầu các nơi còn lại."));
                break;
            }
        }

        return new TakeBackAnswer(row.Digest.ToString(), requests, warnings);
    }

    private SignedStatus Sign(PacketRow row, OrganId from, OrganId recipient, RequestRecall request, DateTimeOffset now)
    {
        var status = new StatusMessage
        {
            From = directory.OrganOf(from),
            ResponseFor = [new ResponseFor(recipient, row.Facts.Code, row.DocumentId, row.Facts.PromulgationDate)],
            StatusCode = "13",
            Description = request.Reason.Trim(),
            Timestamp = now,
            Staff = Compose.Staff(request.Staff) is [var clerk] ? clerk : null,
        };
        GuardSecrecy.Demand(status);
        return send.Sign(status);
    }

    private Warning? Ask(ISession session, TrackingRow row, SignedStatus status, IReadOnlySet<OrganId> gone, int priority, Actor actor, DateTimeOffset now)
    {
        if (BeginChanges.TakeBack(session, row, gone.Contains(row.Recipient), (StatusMessage)status.Packet.Message!, status.Packet.Row.Digest, actor, now) is { } why)
        {
            return why;
        }

        send.Commit(session, status with { Plan = status.Plan with { Links = new BegunChanges(gone, []).Remaining(status.Plan.Links) } }, priority, now);
        return null;
    }

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
        var wanted = request.Recipients?.Select(r => OrganId.TryParse(r, out var id) ? id : throw Unknown(r)).ToHashSet();
        var rows = store.Read(s => targets.Originals(s, from, row.DocumentId, default).SelectMany(p => s.Tracking.ListFor(p.Digest)).OrderBy(static r => r.State == "02").DistinctBy(static r => r.Recipient).ToList());
        if (wanted?.Except(rows.SelectMany(static r => new[] { r.Recipient, r.Delivered })).FirstOrDefault() is { IsEmpty: false } stranger)
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
