using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;

namespace Axis.Node.Incoming;

/// <summary>
/// Authenticate: who offers is known from the TLS key; here it is settled whether that neighbour may offer this: its own name last in the chain of nodes, no
/// loop, a sender that it may speak for, a size that is taken.
/// </summary>
public sealed class Authenticate(LiveDirectory directory, DeliveryOptions delivery, LimitOptions limits)
{
    /// <summary>Checks the offer of a neighbour.</summary>
    /// <exception cref="LinkException">It is refused.</exception>
    public AuthenticatedOffer Run(Neighbour neighbour, ReadOnlyMemory<byte> offerBytes)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        var offer = Offer.Parse(offerBytes);
        if (offer.Via[^1] != neighbour.Id)
        {
            throw new LinkException(LinkErrors.OfferMalformed, detail: "Nút cuối trong chuỗi không phải nút đang gửi.");
        }

        if (offer.Via.Contains(directory.Self) || offer.Via.Count > delivery.MaxHops)
        {
            throw new LinkException(LinkErrors.HopLimit);
        }

        if (offer.Size > limits.MaxPacketBytes)
        {
            throw new LinkException(LinkErrors.TooLarge);
        }

        switch (directory.Routes.CheckHandOver(neighbour.Id, offer.From))
        {
            case HandOver.Allowed:
                break;
            case HandOver.UnknownSender when NamesNewerDirectory(offer):
                throw new LinkException(LinkErrors.DirectoryNewer);
            default:
                throw new LinkException(LinkErrors.NotNeighboursSender);
        }

        return new AuthenticatedOffer(neighbour, offer, offerBytes, Digest.Of(offerBytes.Span));
    }

    /// <summary>Whether the offering node knows a newer version of a section than this one.</summary>
    public bool NamesNewerDirectory(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.DirectoryVersions.Any(v => v.Value > directory.Versions.GetValueOrDefault(v.Key));
    }
}

/// <summary>An offer that this neighbour may make.</summary>
public sealed record AuthenticatedOffer(Neighbour Neighbour, Offer Offer, ReadOnlyMemory<byte> Bytes, Digest Digest);
