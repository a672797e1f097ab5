using Axis.Core.Packets;
using Axis.Node.Links;

namespace Axis.Node.Incoming;

/// <summary>
/// Offer ⊆ packet: what was offered may say nothing that the verified packet does not: sender, kind and urgency equal; recipients among those that the packet addresses.
/// </summary>
public static class OfferRules
{
    /// <summary>The fault, or <c>null</c>.</summary>
    public static LinkError? Fault(Offer offer, Message? message)
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

        var addressed = message.Addressees.ToHashSet();
        if (message is DocumentMessage { Business: Update update })
        {
            // An update also concerns those that it removes from the list of receivers (edXML §10).
            addressed.UnionWith(update.Receivers.Select(static r => r.OrganId));
        }

        return offer.Recipients.All(r => addressed.Contains(r.Addressed)) ? null : LinkErrors.OfferWiderThanPacket;
    }
}
