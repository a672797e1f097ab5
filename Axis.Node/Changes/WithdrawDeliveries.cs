using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules.Changes;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>
/// A recall overtakes what has not left this node: deliveries of which no attempt is in doubt are withdrawn, and the node says so with its own signed
/// <c>Withdrawn</c> receipt (RCL-06). Everything else the recall has to follow over the same link.
/// </summary>
public sealed class WithdrawDeliveries(ChangeTargets targets, DispatchQueue queue, RoutePacket route, OwnReceipts own, TellHome tellHome, LinkSignals signals)
{
    /// <summary>Reason code of the receipts.</summary>
    public const string RecalledCode = "RECALLED";

    /// <summary>Withdraws what the asking packet recalls or takes back.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="asking">What it says.</param>
    /// <param name="recipients">To whom it goes: the deliveries of nobody else are touched.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="at">Now.</param>
    /// <returns>The recipients, as addressed, to whom the recalled document never went; the asking packet need not go to them either.</returns>
    public IReadOnlySet<OrganId> Run(ISession session, Message asking, IReadOnlyCollection<OrganId> recipients, Digest packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asking);
        var gone = new HashSet<OrganId>();
        foreach (var asked in targets.Asked(session, asking, packet).Where(static a => a.Kind is ChangeKind.Recall or ChangeKind.TakeBack))
        {
            gone.UnionWith(Run(session, targets.Originals(session, asking.From.OrganId, asked.Target, packet), targets.Reached(asked, recipients).ToHashSet(), packet.ToString(), at));
        }

        return gone;
    }

    /// <summary>Withdraws a document from many recipients at once.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="originals">The document as it was sent, and as it was updated.</param>
    /// <param name="recalled">From whom, as addressed.</param>
    /// <param name="because">What asks for it, for the journal.</param>
    /// <param name="at">Now.</param>
    /// <returns>Those, as addressed, to whom none of it ever went.</returns>
    public IReadOnlySet<OrganId> Run(ISession session, IReadOnlyList<PacketRow> originals, IReadOnlySet<OrganId> recalled, string because, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(recalled);
        var (gone, remaining) = (new HashSet<OrganId>(), new HashSet<OrganId>());
        foreach (var original in originals)
        {
            Withdraw(session, original, recalled, because, gone, at);
            remaining.UnionWith(session.Outbox.ListFor(original.Digest).Where(static d => d.State != DeliveryState.Withdrawn).SelectMany(static d => d.Recipients).Select(static r => r.Addressed));
            remaining.UnionWith(session.Inbox.ListFor(original.Digest).Select(static i => i.Addressed));
        }

        // A document may have gone out more than once (an update after it): as long as one of them may be there, the recall follows it.
        gone.ExceptWith(remaining);
        return gone;
    }

    private void Withdraw(ISession session, PacketRow original, IReadOnlySet<OrganId> recalled, string because, HashSet<OrganId> gone, DateTimeOffset at)
    {
        foreach (var delivery in session.Outbox.ListCertain(original.Digest))
        {
            var theirs = delivery.Recipients.Where(r => recalled.Contains(r.Addressed)).ToList();
            if (theirs.Count == 0 || !queue.TryWithdraw(delivery.Link, delivery.Id))
            {
                continue;
            }

            session.Outbox.SetState(delivery.Id, DeliveryState.Withdrawn, delivery.AnsweredFailures, at, RecalledCode, null);
            var receipt = own.Draft(original, ReceiptEvent.Withdrawn, at, issuedTo: null) with
            {
                ReasonCode = RecalledCode,
                Delivery = delivery.Id,
                Recipients = [.. theirs.Select(static r => new RecipientOutcome(r.Addressed, r.Delivered, true)).OrderBy(static r => r.Addressed)],
            };
            var issued = tellHome.Run(session, receipt, at);
            session.Journal.Append(new JournalEntry(
                at, "delivery-withdrawn", original.Digest, issued.Digest, delivery.Id, delivery.Link.Value, From: delivery.State.ToString(), To: nameof(DeliveryState.Withdrawn), Detail: because));
            gone.UnionWith(theirs.Select(static r => r.Addressed));
            Owe(session, original, delivery, [.. delivery.Recipients.Except(theirs)], at);
        }
    }

    // An offer is never rewritten: those who are not recalled get the packet under a delivery of their own.
    private void Owe(ISession session, PacketRow original, Delivery withdrawn, IReadOnlyList<DeliveryRecipient> others, DateTimeOffset at)
    {
        if (others.Count == 0)
        {
            return;
        }

        var passed = Offer.Parse(withdrawn.Offer).Via;
        var delivery = route.Owe(
            new PacketIdentity(original.Digest, original.Size, original.Kind, original.From), new LinkRecipients(withdrawn.Link, others), [.. passed.Take(passed.Count - 1)], withdrawn.Priority, at, at);
        session.Outbox.Add(delivery);
        session.Journal.Append(new JournalEntry(at, "delivery-owed", original.Digest, Delivery: delivery.Id, Agency: delivery.Link.Value, To: "Waiting"));
        session.AfterCommit(() => signals.Set(delivery.Link));
    }
}
