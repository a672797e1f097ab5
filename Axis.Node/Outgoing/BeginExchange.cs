using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Options;
using Axis.Node.Registers;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// What a packet just stored sets going, in the same transaction: the tracking rows, the SubmissionAcceptance receipt, the inboxes of recipients hosted here and
/// the deliveries owed to everybody else.
/// </summary>
public sealed class BeginExchange(
    LiveDirectory directory,
    OwnReceipts own,
    Forward forward,
    Track track,
    ConsignHere consignHere,
    BeginChanges begin,
    InboxDuties duties,
    DeadlineOptions deadlines)
{
    /// <summary>Begins it, in the transaction that stores the packet.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="row">The packet, stored in it.</param>
    /// <param name="judged">Its verdict; <c>null</c> when nobody here receives it.</param>
    /// <param name="packet">The signed packet.</param>
    /// <param name="registered">Number and warnings.</param>
    /// <param name="plan">The ways it goes now.</param>
    /// <param name="actor">Who submits.</param>
    /// <param name="now">Now.</param>
    public SubmitAnswer Run(
        ISession session, PacketRow row, JudgedPacket? judged, SignedDraft packet, RegisteredDraft registered, RoutePlan plan, Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(actor);
        var message = packet.Message;

        // A packet handed in again for further receivers asks it of these alone.
        var ways = RecipientWay.Of(plan).ToList();
        var begun = begin.Run(session, message, row.Digest, [.. ways.Select(static w => w.Addressed)], actor, now);
        var due = now.AddMinutes(message.Priority > 0 ? deadlines.UrgentConsignmentMinutes : deadlines.ConsignmentMinutes);
        var recipients = new List<RecipientAnswer>();
        foreach (var way in ways)
        {
            FollowRecipient.Run(session, row, message, way, directory.Self, due, now, now);
            recipients.Add(Answer(session, row, way, now));
        }

        LinkCorrection.Sent(session, message, row.Digest, now);
        var entry = row.Native ? ReceiptEvent.SubmissionAcceptance : ReceiptEvent.ReceivedFromNonErds;
        var acceptance = own.Draft(row, entry, now, issuedTo: null) with
        {
            Recipients = [.. recipients.Select(static r => new RecipientOutcome(Core.Agencies.OrganId.Parse(r.Addressed), Core.Agencies.OrganId.Parse(r.Delivered), true)).OrderBy(static r => r.Addressed)],
            Verdict = judged?.Report.Verdict,
        };
        var issued = session.Receipts.Issue(acceptance);
        track.Run(session, acceptance, issued.Digest, now);
        session.Journal.Append(new JournalEntry(now, "document-submitted", row.Digest, issued.Digest, Agency: row.From.Value, Actor: actor.Pseudonym, From: registered.Reserved is null && packet.Origin is null ? StoreDraft.NumberByHand : null, To: message.Code, Detail: message.Subject));
        RegisterAnswers.Run(session, directory.Snapshot, message, actor, now);
        var carried = judged ?? JudgedPacket.Own(row, packet.Small, message, now);
        if (judged is not null)
        {
            consignHere.Run(session, judged, plan.Here, now);
        }

        Overtaken(session, row, begun.Withdrawn(plan.Links), now);
        forward.Run(session, carried, begun.Remaining(plan.Links), [], message.Priority, now);
        return new SubmitAnswer
        {
            SubmissionId = row.Submission!.Value,
            Packet = row.Digest.ToString(),
            Size = row.Size,
            DocumentId = message.DocumentId,
            Code = message.Code,
            Recipients = recipients,
            Warnings = [.. registered.Valid.Warnings, .. begun.Warnings, .. Late(message, now)],
            Receipt = issued.Digest.ToString(),
        };
    }

    private RecipientAnswer Answer(ISession session, PacketRow row, RecipientWay way, DateTimeOffset now)
    {
        var (addressed, delivered, _) = way;
        var redirection = Core.Routing.Redirection.Explain(directory.Snapshot, addressed, delivered);
        if (redirection is not null)
        {
            session.Journal.Append(new JournalEntry(now, "document-redirected", row.Digest, Agency: row.From.Value, From: addressed.Value, To: delivered.Value, Detail: redirection.Sentence));
        }

        return new RecipientAnswer(addressed.Value, delivered.Value, directory.Snapshot.FindAgency(delivered)?.Name, redirection is not null) { Redirection = redirection?.Sentence };
    }

    // Where the recalled document never went, the recall has nothing to do: it ends here, under the same kind of receipt.
    private void Overtaken(ISession session, PacketRow row, IReadOnlyList<RecipientOutcome> gone, DateTimeOffset now)
    {
        if (gone.Count == 0)
        {
            return;
        }

        var receipt = own.Draft(row, ReceiptEvent.Withdrawn, now, issuedTo: null) with { ReasonCode = WithdrawDeliveries.RecalledCode, Recipients = [.. gone.OrderBy(static r => r.Addressed)] };
        var issued = session.Receipts.Issue(receipt);
        track.Run(session, receipt, issued.Digest, now);
        session.Journal.Append(new JournalEntry(now, "receipt-issued", row.Digest, issued.Digest, To: nameof(ReceiptEvent.Withdrawn)));
    }

    private IEnumerable<Warning> Late(DocumentMessage message, DateTimeOffset now) =>
        message is { Business: NewDocument or Replacement, PromulgationDate: { } signed } && duties.SentLate(signed, message.Priority, now)
            ? [new Warning("URG-02", message.Priority > 0
                ? "Văn bản khẩn lên trục sau ngày ký; văn bản khẩn phải gửi ngay sau khi ký (NĐ 30/2020, Điều 18.1; QĐ 28/2018, Điều 6.2); việc này được ghi lại."
                : "Văn bản lên trục muộn hơn buổi sáng ngày làm việc tiếp theo ngày ký (QĐ 28/2018, Điều 6.2); việc này được ghi lại.")]
            : [];
}
