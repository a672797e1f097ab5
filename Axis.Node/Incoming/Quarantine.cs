using System.Text.Json;
using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>Quarantine: keeps a packet that must not be delivered as evidence, and says for whom it was refused.</summary>
public static class Quarantine
{
    /// <summary>Keeps the evidence; the sender learns the reason from the signed receipt.</summary>
    /// <exception cref="LinkException"><c>QUARANTINE_FULL</c>: the neighbour's quota is used up. Nothing at all is kept of the delivery then, which may be offered again.</exception>
    public static ReceptionOutcomes Run(LimitOptions limits, ISession session, AuthenticatedOffer offered, JudgedPacket packet, RoutePlan plan, string code, string sentence, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(plan);
        var kept = session.Quarantine.UseOf(offered.Neighbour.Id);
        if (kept.Packets >= limits.MaxQuarantinedPerNeighbour || kept.Bytes + packet.Row.Size > limits.MaxQuarantineBytesPerNeighbour)
        {
            throw new LinkException(LinkErrors.QuarantineFull) { Delivery = offered.Offer.Delivery };
        }

        session.Quarantine.Add(new QuarantineRow(
            Guid.CreateVersion7(at),
            offered.Neighbour.Id,
            offered.Offer.Delivery,
            packet.Row.Digest,
            packet.Row.Size,
            code,
            sentence,
            packet.Report.Verdict,
            JsonSerializer.Serialize(packet.Report, VerdictJson.Default.VerificationReport),
            at));
        session.Journal.Append(new JournalEntry(at, "packet-quarantined", packet.Row.Digest, Delivery: offered.Offer.Delivery, Agency: offered.Neighbour.Id.Value, From: packet.Report.Verdict, To: code, Detail: sentence));
        var local = plan.Here.Select(static h => h.Addressed).ToHashSet();
        var refused = offered.Offer.Recipients.Select(r => new RecipientOutcome(r.Addressed, r.Delivered, false, code)).ToList();
        return new ReceptionOutcomes([], [], [.. refused.Where(r => !local.Contains(r.Addressed))], [.. refused.Where(r => local.Contains(r.Addressed))]);
    }
}
