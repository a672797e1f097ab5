using Axis.Core.Packets;

namespace Axis.Node.Vxp.Link;

/// <summary>One line of <c>getReceivedEdocList</c>. The server's word only: what a packet is, the packet says.</summary>
/// <param name="DocId">The item.</param>
/// <param name="Kind">Under which kind it was listed.</param>
/// <param name="From">Sender, if told.</param>
/// <param name="To">Receiver of this item, if told.</param>
public sealed record VxpListItem(string DocId, PacketKind Kind, string? From, string? To);

/// <summary>What waits at the server.</summary>
/// <param name="Items">Each once, oldest as listed first.</param>
/// <param name="Unusable">Lines without an identifier that could be sent back.</param>
public sealed record VxpList(IReadOnlyList<VxpListItem> Items, int Unusable);
