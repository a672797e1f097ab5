using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Fills in what all receipts of this node have in common.</summary>
public sealed class OwnReceipts(LiveDirectory directory, Func<Digest> sealCertificate)
{
    /// <summary>A receipt about a stored packet; the caller adds recipients and what is particular.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="what">The event.</param>
    /// <param name="at">Now.</param>
    /// <param name="issuedTo">The neighbour it is issued to; this node itself when absent.</param>
    public Receipt Draft(PacketRow packet, ReceiptEvent what, DateTimeOffset at, NodeId? issuedTo)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return new Receipt
        {
            Id = Guid.CreateVersion7(at),
            Event = what,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Issuer = directory.Self,
            IssuerCertificate = sealCertificate(),
            Packet = packet.Digest,
            Content = packet.Content,
            PacketSize = packet.Size,
            PacketKind = packet.Kind,
            From = packet.From,
            DocumentId = packet.DocumentId,
            IssuedTo = issuedTo ?? directory.Self,
            Recipients = [],
            DirectoryVersions = directory.Versions,
        };
    }
}
