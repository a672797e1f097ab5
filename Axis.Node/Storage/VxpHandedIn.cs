using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What a system handed in: one packet for one list of receivers.</summary>
/// <param name="DocId">The answer it got; the same packet from the same sender to the same receivers has the same one.</param>
/// <param name="System">The system.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="Packet">The packet.</param>
/// <param name="Sender">The agency sent for.</param>
/// <param name="Recipients">The receivers as addressed.</param>
/// <param name="SentAt">When it was taken.</param>
public sealed record VxpHandedIn(string DocId, string System, PacketKind Kind, Digest Packet, OrganId Sender, IReadOnlyList<OrganId> Recipients, DateTimeOffset SentAt);
