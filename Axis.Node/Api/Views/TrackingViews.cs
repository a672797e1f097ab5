using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Following;
using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Tracking rows as people see them.</summary>
internal static class TrackingViews
{
    public static TrackingLine Line(TrackingRow row, ISession session, NodeDirectory directory, DateTimeOffset now, Standstill? standstill = null) => new()
    {
        Id = row.Id,
        Packet = row.Packet?.ToString(),
        From = row.Sender.Value,
        DocumentId = row.DocumentId,
        Code = row.Code,
        Recipient = row.Recipient.Value,
        Delivered = row.Delivered.Value,
        DeliveredName = directory.NameOf(row.Delivered),
        Redirection = Redirection.Explain(directory.Current(), row.Recipient, row.Delivered)?.Sentence,
        State = row.State,
        StateName = StateText.Name(StateText.Parse(row.State)),
        Place = row.Place?.Value,
        Since = row.PlaceSince,
        WaitingFor = row.WaitingFor,
        Deadline = row.DeadlineAt,
        Late = row.DeadlineAt < now && StateText.Parse(row.State) == DocumentState.Sent,
        ReasonCode = row.ReasonCode,
        Reason = row.Reason,
        Anomaly = row.Anomaly,
        Change = row.ChangeKind is { } kind ? ChangeViews.KindName(kind) : null,
        ChangeEnd = row.ChangeEnd is { } end ? ChangeViews.EndName(end) : null,
        ChangeText = row is { ChangeKind: { } asked, ChangeEnd: { } ended } ? ChangeRule.Describe(asked, ended) : null,
        NonCompliance = row is { ChangeKind: { } recalled, ChangeEnd: { } refused } && ChangeRule.IsNonCompliance(recalled, refused),
        ReplacedBy = row.ReplacedBy?.ToString(),
        ResentOf = row.ResentOf is { } earlier ? session.Tracking.Find(earlier)?.Packet?.ToString() : null,
        ResentAs = row.State == StateText.Code(DocumentState.Refused) ? session.Tracking.ListResent(row.Id).Select(static r => r.Packet?.ToString()).LastOrDefault() : null,
        Standstill = standstill is null ? null : FollowUpViews.Standstill(standstill),
        Reminded = standstill is not null && session.Reminders.Last(row.Id) is { } reminder ? FollowUpViews.Reminder(reminder, session) : null,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    /// <summary>Where a document is, for somebody who may track it: of its recipients, those that are the actor's business.</summary>
    /// <param name="packet">The document.</param>
    /// <param name="session">The store.</param>
    /// <param name="directory">Names.</param>
    /// <param name="now">The moment.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="standstills">Finds why a recipient is late; <c>null</c> = not looked into.</param>
    /// <param name="most">So many recipients at most, first those that need somebody; <c>null</c> = all, as they are addressed.</param>
    public static TrackingView View(PacketRow packet, ISession session, NodeDirectory directory, DateTimeOffset now, Actor actor, Standstills? standstills = null, int? most = null)
    {
        var contents = actor.Role != Role.Operator;
        var all = session.Tracking.ListFor(packet.Digest).Where(row => actor.MaySee(packet.From, row.Recipient, row.Delivered)).ToList();
        var shown = all.Count > most ? [.. all.OrderBy(row => Need(row, now)).Take(most.Value)] : all;
        var histories = shown.ToDictionary(static row => row.Id, row => session.Tracking.Events(row.Id));

        // A document to thousands has thousands of receipts: of those, only the ones that the shown recipients' histories name are read.
        var receipts = shown.Count < all.Count
            ? session.Receipts.Get([.. histories.Values.SelectMany(static h => h).Where(static e => e.IsReceipt).Select(static e => e.Source).Distinct()])
            : session.Receipts.ListFor(packet.Digest);
        var hops = Hops(receipts, shown, directory);
        var verdicts = session.Packets.Verdicts(packet.Digest);
        return new TrackingView
        {
            FirstVerdict = verdicts is [var first, ..] ? new VerdictStamp(first.At, first.Verdict) : null,
            LatestVerdict = verdicts is [.., var last] ? new VerdictStamp(last.At, last.Verdict) : null,
            Packet = packet.Digest.ToString(),
            From = packet.From.Value,
            DocumentId = packet.DocumentId,
            Code = contents ? DocumentViews.Facts(packet).Code : null,
            Subject = contents ? packet.Facts.Subject : null,
            SentAt = packet.StoredAt,
            SignatureLevel = LevelViews.Of(packet, session),
            Count = all.Count,
            Recipients = [.. shown.Select(row => new TrackingRecipient(
                Line(row, session, directory, now, standstills?.Find(row)),
                [.. histories[row.Id].Select(e => Event(e, contents))],
                [.. hops[row.Recipient].OrderBy(static h => h.At)]))],
        };
    }

    // Undeliverable, refused, late, on its way, done.
    private static int Need(TrackingRow row, DateTimeOffset now) => StateText.Parse(row.State) switch
    {
        DocumentState.Failed => 0,
        DocumentState.Refused => 1,
        DocumentState.Sent => row.DeadlineAt < now ? 2 : 3,
        _ => 4,
    };

    private static ILookup<OrganId, Hop> Hops(IReadOnlyList<SealedReceipt> receipts, List<TrackingRow> rows, NodeDirectory directory)
    {
        var wanted = rows.Select(static r => r.Recipient).ToHashSet();
        return receipts
            .Select(static r => (r.Digest, Content: ReceiptXml.Read(r.Bytes.Span)))
            .SelectMany(r => r.Content.Recipients.Where(o => wanted.Contains(o.Addressed)).DistinctBy(static o => o.Addressed).Select(o => (o.Addressed, Hop: Hop(r.Digest, r.Content, o, directory))))
            .ToLookup(static h => h.Addressed, static h => h.Hop);
    }

    public static TrackingEvent Event(TrackingEventRow row, bool contents) => new(
        row.Code,
        EventName(row),
        row.Issuer,
        row.EventAt,
        row.ArrivedAt,
        row.Source.ToString(),
        row.IsReceipt,
        row.Success,
        contents ? row.Actor : null,
        contents ? row.Unit : null,
        contents ? row.Description : null);

    /// <summary>What this side answered about a document, from the status packets it sent.</summary>
    public static IReadOnlyList<TrackingEvent> Answers(PacketRow document, OrganId recipient, ISession session, NodeDirectory directory) =>
        [.. directory.ActingFor(recipient).SelectMany(a => session.Packets.FindByDocument(a, document.DocumentId))
            .Where(static p => p.Kind == Core.Packets.PacketKind.Status && p.Facts.StatusCode is not null)
            .OrderBy(static p => p.StoredAt)
            .Select(static p => new TrackingEvent(
                p.Facts.StatusCode!,
                StateText.StatusName(p.Facts.StatusCode!),
                p.From.Value,
                p.StoredAt,
                p.StoredAt,
                p.Digest.ToString(),
                IsReceipt: false,
                Success: p.Facts.StatusCode is not ("02" or "16"),
                Actor: null,
                Unit: null,
                p.Facts.Description))];

    private static string EventName(TrackingEventRow row) =>
        row is { IsReceipt: true, Code: nameof(ReceiptEvent.RelayAcceptance), Description: FileInInbox.HeldCode } ? "Đã đến nút nhận, chờ văn thư nơi nhận quyết định"
        : row.IsReceipt && Enum.TryParse<ReceiptEvent>(row.Code, out var item) && Enum.IsDefined(item) ? StateText.EventName(item) : StateText.StatusName(row.Code);

    private static Hop Hop(Core.Packets.Digest digest, Receipt receipt, RecipientOutcome outcome, NodeDirectory directory) => new(
        receipt.Issuer.Value,
        directory.Current().FindNode(receipt.Issuer)?.Name,
        receipt.Event.ToString(),
        StateText.EventName(receipt.Event),
        receipt.Time,
        digest.ToString(),
        outcome.Accepted,
        outcome.Code ?? receipt.ReasonCode,
        receipt.Verdict);
}
