using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// IssueReceipts: the signed answer to a delivery, committed with what it acknowledges. One receipt per event; together they speak of every recipient offered.
/// </summary>
public sealed class IssueReceipts(OwnReceipts own, PassOn passOn, LiveDirectory directory)
{
    /// <summary>Issues the receipts and remembers the arrival, so that a repeat gets the same ones.</summary>
    /// <exception cref="DuplicateArrivalException">The same delivery was committed meanwhile.</exception>
    public IReadOnlyList<IssuedReceipt> Run(
        ISession session, AuthenticatedOffer offered, JudgedPacket packet, IReadOnlyList<SealedReceipt> attestations, ReceptionOutcomes outcomes, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(outcomes);
        var earlier = session.Arrivals.ListFor(packet.Row.Digest);
        var first = earlier.Count > 0 && earlier[0].Receipts.Count > 0 ? earlier[0].Receipts[0] : (Digest?)null;
        var issued = new List<IssuedReceipt>(Restored(session, offered, attestations, outcomes, at));
        var restored = issued.Count > 0;
        void Issue(ReceiptEvent what, IReadOnlyList<RecipientOutcome> recipients)
        {
            if (recipients.Count == 0 || restored)
            {
                return;
            }

            var receipt = own.Draft(packet.Row, what, at, offered.Neighbour.Id) with
            {
                Delivery = offered.Offer.Delivery,
                Offer = offered.Digest,
                HandedOverBy = offered.Neighbour.Id,
                Verdict = packet.Report.Verdict,
                ReasonCode = recipients.All(static r => !r.Accepted) ? recipients[0].Code : null,
                FirstReceipt = first,
                Recipients = [.. recipients.OrderBy(static r => r.Addressed)],
            };
            var made = session.Receipts.Issue(receipt);
            issued.Add(made);
            session.Journal.Append(new JournalEntry(at, "receipt-issued", packet.Row.Digest, made.Digest, offered.Offer.Delivery, offered.Neighbour.Id.Value, To: what.ToString()));

            // Other neighbours that handed over the same packet learn of it too; the caller gets it as the answer.
            passOn.Run(session, receipt, made.Digest, offered.Neighbour.Id, at);
        }

        Issue(ReceiptEvent.Withdrawn, outcomes.Withdrawn);
        Issue(ReceiptEvent.RelayAcceptance, outcomes.Relayed);
        Issue(ReceiptEvent.ContentConsignment, outcomes.Consigned);
        Issue(ReceiptEvent.RelayRejection, outcomes.RelayRefused);
        Issue(ReceiptEvent.ContentConsignmentFailure, outcomes.ConsignmentRefused);
        session.Arrivals.Add(new Arrival(
            offered.Neighbour.Id,
            offered.Offer.Delivery,
            offered.Digest,
            packet.Row.Digest,
            at,
            [.. issued.Select(static i => i.Digest)],
            offered.Offer.Via,
            [.. offered.Offer.Recipients.Select(static r => r.Addressed)],
            offered.Bytes));
        if (restored)
        {
            OweHome(session, offered, issued, at);
        }

        return issued;
    }

    // This node answered the same delivery before and has forgotten it (its store was put back): its own receipts, which the neighbour brings, are the answer
    // again, so that one delivery never has two. They count under this node's seal, for this offer, when they say of every recipient what is true again now.
    private List<IssuedReceipt> Restored(ISession session, AuthenticatedOffer offered, IReadOnlyList<SealedReceipt> attestations, ReceptionOutcomes outcomes, DateTimeOffset at)
    {
        var given = new List<IssuedReceipt>();
        var said = new HashSet<(OrganId Recipient, bool Accepted)>();
        foreach (var attestation in attestations)
        {
            var content = ReceiptXml.Read(attestation.Bytes.Span);
            if (content.Issuer == directory.Self && content.Delivery == offered.Offer.Delivery && content.Offer == offered.Digest && content.HandedOverBy == offered.Neighbour.Id)
            {
                given.Add(new IssuedReceipt(attestation.Digest) { Sealed = attestation });
                said.UnionWith(content.Recipients.Select(static r => (r.Addressed, r.Accepted)));
            }
        }

        var now = outcomes.Relayed.Concat(outcomes.Withdrawn).Concat(outcomes.Consigned).Concat(outcomes.RelayRefused).Concat(outcomes.ConsignmentRefused).Select(static r => (r.Addressed, r.Accepted));
        if (given.Count == 0 || !said.SetEquals(now))
        {
            return [];
        }

        foreach (var receipt in given)
        {
            session.Journal.Append(new JournalEntry(at, "receipt-restored", offered.Offer.Packet, receipt.Digest, offered.Offer.Delivery, offered.Neighbour.Id.Value));
        }

        return given;
    }

    // Receipts of nodes farther on may have come back here before the neighbour did; the neighbour keeps each once.
    private void OweHome(ISession session, AuthenticatedOffer offered, List<IssuedReceipt> own, DateTimeOffset at)
    {
        var theirs = offered.Offer.Recipients.Select(static r => r.Addressed).ToHashSet();
        foreach (var receipt in session.Receipts.ListFor(offered.Offer.Packet).Where(r => own.All(o => o.Digest != r.Digest)))
        {
            var content = ReceiptXml.Read(receipt.Bytes.Span);
            if (content.Issuer != directory.Self && !offered.Offer.Via.Contains(content.Issuer) && content.Recipients.All(r => theirs.Contains(r.Addressed)))
            {
                passOn.Owe(session, offered.Neighbour.Id, receipt.Digest, at);
            }
        }
    }
}

/// <summary>What became of the offered recipients, by the event that will say so.</summary>
/// <param name="Relayed">Owed to the next link, or held here for the recipient's clerk.</param>
/// <param name="Consigned">In the recipient's inbox.</param>
/// <param name="RelayRefused">Not forwarded.</param>
/// <param name="ConsignmentRefused">Hosted here and not filed.</param>
public sealed record ReceptionOutcomes(
    IReadOnlyList<RecipientOutcome> Relayed,
    IReadOnlyList<RecipientOutcome> Consigned,
    IReadOnlyList<RecipientOutcome> RelayRefused,
    IReadOnlyList<RecipientOutcome> ConsignmentRefused)
{
    /// <summary>A recall that need not go on: what it recalls was withdrawn here (RCL-06).</summary>
    public IReadOnlyList<RecipientOutcome> Withdrawn { get; init; } = [];
}
