using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One receiver of a packet that a system handed in.</summary>
/// <param name="DocId">The answer that the system got for the packet.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="Packet">The packet.</param>
/// <param name="Sender">The agency sent for.</param>
/// <param name="Recipient">The receiver as addressed.</param>
/// <param name="SentAt">When it was taken.</param>
public sealed record VxpSentRow(string DocId, PacketKind Kind, Digest Packet, OrganId Sender, OrganId Recipient, DateTimeOffset SentAt);
