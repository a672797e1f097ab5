using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// Offer ⊆ packet: what was offered may say nothing that the verified packet does not: sender, kind and urgency equal; recipients among those that the packet addresses.
/// </summary>
public static class OfferRules
{
    /// <summary>The highest urgency among the documents here that a status speaks of; <c>null</c> for a document, or when none of them is here.</summary>
    public static int? AnsweredPriority(ISession session, Message? message)
    {
        ArgumentNullException.ThrowIfNull(session);
        return message is StatusMessage status
            ? status.ResponseFor
                .Where(static r => r.DocumentId is { Length: > 0 })
                .SelectMany(r => session.Packets.FindByDocument(r.OrganId, r.DocumentId!))
                .Where(p => p.Kind == PacketKind.Document && FileInInbox.IsHere(session, p))
                .Max(static p => (int?)p.Facts.Priority)
            : null;
    }

    /// <summary>The urgency that the packet goes on with: a status whose document is not here to compare with overtakes nobody.</summary>
    public static int CarriedPriority(Offer offer, int? answered)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Kind == PacketKind.Status ? Math.Min(offer.Priority, answered ?? 0) : offer.Priority;
    }

    /// <summary>The fault, or <c>null</c>.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="message">What the verified packet says.</param>
    /// <param name="vouched">Recipients that a gateway vouches for beside those that the packet addresses.</param>
    /// <param name="answered">A status has no urgency of its own: at most that of the document it answers, when that is here.</param>
    public static LinkError? Fault(Offer offer, Message? message, IReadOnlyList<OrganId> vouched, int? answered)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (message is null || message.Kind != offer.Kind || message.From.OrganId != offer.From)
        {
            return LinkErrors.OfferWiderThanPacket;
        }

        if (message is DocumentMessage document && document.Priority != offer.Priority)
        {
            return LinkErrors.OfferWiderThanPacket;
        }

        if (message is StatusMessage && offer.Priority > (answered ?? 4))
        {
            return LinkErrors.OfferWiderThanPacket;
        }

        var addressed = message.ConcernedAgencies.Concat(vouched).ToHashSet();
        return offer.Recipients.All(r => addressed.Contains(r.Addressed)) ? null : LinkErrors.OfferWiderThanPacket;
    }
}
