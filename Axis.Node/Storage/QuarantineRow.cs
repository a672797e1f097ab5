using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One quarantined packet.</summary>
public sealed record QuarantineRow(Guid Id, NodeId Neighbour, Guid Delivery, Digest Packet, long Size, string ReasonCode, string Reason, string Verdict, string? ReportJson, DateTimeOffset At);
