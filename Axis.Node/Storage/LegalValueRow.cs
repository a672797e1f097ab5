using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One judgement of a document's value.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="At">When judged.</param>
/// <param name="Value"><c>HAS_VALUE</c>, <c>NOT</c>, <c>UNKNOWN</c> or <c>NONE</c>.</param>
/// <param name="ReportJson">The whole judgement as the API shows it.</param>
public sealed record LegalValueRow(Digest Packet, DateTimeOffset At, string Value, string ReportJson);

/// <summary>A document whose value is to be judged.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Attempts">How often that was tried.</param>
public sealed record LegalValueDue(Digest Packet, int Attempts);
