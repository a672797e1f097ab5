using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Where a packet came from that a system handed in over its authenticated line.</summary>
/// <param name="System">The system.</param>
/// <param name="DocId">What it is answered; derived from system, sender, packet and receivers, so a repeat has the same.</param>
/// <param name="Foreign">Whether the packet has no usable packet signature and travels under this node's ReceivedFromNonERDS receipt.</param>
/// <param name="Recipients">The receivers it named.</param>
public sealed record SystemOrigin(string System, string DocId, bool Foreign, IReadOnlyList<OrganId> Recipients)
{
    /// <summary>The row that remembers it.</summary>
    public VxpHandedIn Row(PacketRow packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return new VxpHandedIn(DocId, System, packet.Kind, packet.Digest, packet.From, Recipients, at);
    }
}
