using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>
/// The sender's side of a recall, take-back, update or replacement, in the transaction that stores the asking packet: whether it may be asked of each recipient,
/// what it does to the history of the document, and what it overtakes (RCL-01, RCL-03, RCL-06, RCL-10, RCL-11).
/// </summary>
public sealed class BeginChanges(ChangeTargets targets, WithdrawDeliveries withdraw)
{
    /// <summary>Begins what the message asks; a message that asks nothing changes nothing.</summary>
    /// <param name="session">The running transaction; the asking packet is stored in it.</param>
    /// <param name="asking">What it says.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="recipients">To whom the packet goes now; nothing is asked of anybody else.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="RefusedException">It may not be asked; nothing is kept.</exception>
    public BegunChanges Run(ISession session, Message asking, Digest packet, IReadOnlyCollection<OrganId> recipients, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asking);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(actor);
        var changes = targets.Asked(session, asking, packet).Select(c => c with { Recipients = targets.Reached(c, recipients) }).Where(static c => c.Recipients.Count > 0).ToList();
        if (changes.Count == 0)
        {
            return BegunChanges.None;
        }

        var senders = targets.Senders(asking.From.OrganId);
        RefuseOthersDocuments(session, asking, senders);
        var warnings = new List<Warning>();
        var problems = new List<FieldProblem>();
        foreach (var change in changes)
        {
            var rows = Rows(session, senders, change.Target, packet);
            if (rows.Count == 0)
            {
                // It may have been sent before this node was here: carried, and the receivers look for it (edXML §13, L4).
                warnings.Add(new Warning("ORIGINAL_NOT_FOUND", $"Nút này không có văn bản gốc {change.Target}; nơi nhận sẽ tự đối chiếu."));
                continue;
            }

            var named = Named(rows);
            foreach (var recipient in change.Recipients)
            {
                Ask(session, change, named.GetValueOrDefault(recipient), recipient, asking, packet, at, problems);
            }
        }

        Compose.RefuseIfAny(problems);
        var gone = withdraw.Run(session, asking, recipients, packet, at);
        session.Journal.Append(new JournalEntry(at, "change-requested", packet, Agency: asking.From.OrganId.Value, Actor: actor.Pseudonym, To: string.Join(',', changes.Select(static c => c.Kind).Distinct()), Detail: Reason(asking)));
        return new BegunChanges(gone, warnings);
    }

    /// <summary>
    /// Writes down again what a packet asked that comes back from a neighbour: whether it might be asked was judged when it was sent, and what it overtook then is
    /// owed to nobody by now.
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="asking">What it says.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="askedAt">When it was asked, at the latest.</param>
    /// <param name="now">Now.</param>
    public void Restored(ISession session, Message asking, Digest packet, DateTimeOffset askedAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asking);
        foreach (var change in targets.Asked(session, asking, packet))
        {
            var named = Named(Rows(session, targets.Senders(asking.From.OrganId), change.Target, packet));
            foreach (var row in change.Recipients.Select(named.GetValueOrDefault).OfType<TrackingRow>())
            {
                Begin(session, change.Kind, row, asking, packet, askedAt);
                session.Journal.Append(new JournalEntry(now, "change-restored", packet, Agency: row.Recipient.Value, To: change.Kind.ToString()));
            }
        }
    }

    /// <summary>Begins one of many take-backs of one document, whose deliveries were withdrawn before for all of them.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="seen">The recipient's row.</param>
    /// <param name="gone">Whether the document never went there.</param>
    /// <param name="asking">The status 13.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="at">Now.</param>
    /// <returns>Why it may no longer be asked; <c>null</c> when it was.</returns>
    public static Warning? TakeBack(ISession session, TrackingRow seen, bool gone, StatusMessage asking, Digest packet, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(asking);
        ArgumentNullException.ThrowIfNull(actor);
        var row = (seen.Packet is { } document ? session.Tracking.Find(document, seen.Recipient) : null) ?? seen;
        if (!gone && ChangeRule.MayRequest(ChangeKind.TakeBack, StateText.Parse(row.State), row.ChangeKind, row.ChangeEnd) is { Allowed: false } no)
        {
            return new Warning(no.Code!, $"{row.Recipient}: {no.Sentence}");
        }

        Begin(session, ChangeKind.TakeBack, row, asking, packet, at);
        session.Journal.Append(new JournalEntry(at, "change-requested", packet, Agency: asking.From.OrganId.Value, Actor: actor.Pseudonym, To: nameof(ChangeKind.TakeBack), Detail: Reason(asking)));
        return null;
    }

    /// <summary>The reason that a message gives.</summary>
    public static string? Reason(Message asking) => asking switch
    {
        DocumentMessage document => document.Business.Reason,
        StatusMessage status => status.Description,
        _ => null,
    };

    private static void Ask(ISession session, AskedChange change, TrackingRow? row, OrganId recipient, Message asking, Digest packet, DateTimeOffset at, List<FieldProblem> problems)
    {
        if (row is null)
        {
            problems.Add(new FieldProblem("to", "NOT_A_RECIPIENT", $"Văn bản {change.Target} không gửi tới {recipient} nên không {ChangeRule.NameOf(change.Kind)} được ở đó.", "The document was not sent to that agency."));
            return;
        }

        var may = ChangeRule.MayRequest(change.Kind, StateText.Parse(row.State), row.ChangeKind, row.ChangeEnd);
        if (!may.Allowed)
        {
            problems.Add(new FieldProblem("to", may.Code!, $"{recipient}: {may.Sentence}", may.SentenceEn));
            return;
        }

        Begin(session, change.Kind, row, asking, packet, at);
    }

    private static void Begin(ISession session, ChangeKind kind, TrackingRow row, Message asking, Digest packet, DateTimeOffset at)
    {
        var code = kind switch
        {
            ChangeKind.TakeBack => "13",
            ChangeKind.Recall => StatusEvent.RecallCode,
            ChangeKind.Update => StatusEvent.UpdateCode,
            _ => StatusEvent.ReplacedCode,
        };
        session.Tracking.AddEvent(new TrackingEventRow(row.Id, packet, false, code, asking.From.OrganId.Value, at, at, null, null, Reason(asking), true));
        Track.Recompute(session, row, at);
    }

    // The first row counts that names the recipient in either way.
    private static Dictionary<OrganId, TrackingRow> Named(List<TrackingRow> rows)
    {
        var named = new Dictionary<OrganId, TrackingRow>();
        foreach (var row in rows)
        {
            named.TryAdd(row.Recipient, row);
            named.TryAdd(row.Delivered, row);
        }

        return named;
    }

    // The rows of the document itself: those of a recall or update about it follow only their own packets. Its packets are few, its rows thousands.
    private static List<TrackingRow> Rows(ISession session, IReadOnlyList<OrganId> senders, string target, Digest packet)
    {
        var rows = senders.SelectMany(sender => session.Tracking.FindByDocument(sender, target, null)).Where(r => r.Packet is { } of && of != packet).ToList();
        var kinds = rows.Select(static r => r.Packet!.Value).Distinct().ToDictionary(static p => p, p => session.Packets.Find(p)?.Facts.BusinessDocType);
        return [.. rows.Where(r => kinds[r.Packet!.Value] is not (null or 1)).OrderBy(r => kinds[r.Packet!.Value] == 2).ThenBy(static r => r.State == "02")];
    }

    private static void RefuseOthersDocuments(ISession session, Message asking, IReadOnlyList<OrganId> own)
    {
        var named = asking is DocumentMessage { Business: Recall or Update } document ? document.ResponseFor : [];
        if (named.FirstOrDefault(r => !own.Contains(r.OrganId) && r.DocumentId is { Length: > 0 } id && session.Packets.FindByDocument(r.OrganId, id).Count > 0 && session.Packets.FindByDocument(asking.From.OrganId, id).Count == 0) is { } other)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Forbidden,
                "RCL-11",
                $"Văn bản {other.DocumentId} do {other.OrganId} gửi: chỉ cơ quan đó hoặc cơ quan kế thừa được thu hồi hay cập nhật.",
                "Only the original sender or its successor recalls or updates a document."));
        }
    }
}

/// <summary>What was begun.</summary>
/// <param name="Gone">Recipients to whom the document never went; the asking packet need not go there.</param>
/// <param name="Warnings">What the clerk should know.</param>
public sealed record BegunChanges(IReadOnlySet<OrganId> Gone, IReadOnlyList<Warning> Warnings)
{
    /// <summary>Nothing was asked.</summary>
    public static BegunChanges None { get; } = new(new HashSet<OrganId>(), []);

    /// <summary>The links over which the asking packet still has to go.</summary>
    public IReadOnlyList<LinkRecipients> Remaining(IReadOnlyList<LinkRecipients> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        return Gone.Count == 0 ? links : [.. links.Select(l => l with { Recipients = [.. l.Recipients.Where(r => !Gone.Contains(r.Addressed))] }).Where(static l => l.Recipients.Count > 0)];
    }

    /// <summary>Those of the links to whom it need not go, for the receipt that says so.</summary>
    public IReadOnlyList<Core.Receipts.RecipientOutcome> Withdrawn(IReadOnlyList<LinkRecipients> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        return [.. links.SelectMany(static l => l.Recipients).Where(r => Gone.Contains(r.Addressed)).Select(static r => new Core.Receipts.RecipientOutcome(r.Addressed, r.Delivered, true))];
    }
}
