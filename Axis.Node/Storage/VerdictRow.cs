using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One verdict on a packet.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="At">When judged.</param>
/// <param name="Verdict">EN 319 102-1 text.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="DirectoryVersions">Section versions, as JSON.</param>
/// <param name="ReportJson">The whole report.</param>
public sealed record VerdictRow(Digest Packet, DateTimeOffset At, string Verdict, string Policy, string DirectoryVersions, string ReportJson);
