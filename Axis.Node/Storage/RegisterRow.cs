using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What the store itself knows of a line: an electronic document that was entered, a document on paper, or a void number.</summary>
/// <param name="Number">Running number.</param>
/// <param name="Line">Số đến, or số/ký hiệu as first entered; empty for a void number.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Packet">The packet; <c>null</c> for paper and for void numbers.</param>
/// <param name="Book">Number book of an outgoing document.</param>
/// <param name="ByHand">The number was brought, not given (DOC-06).</param>
/// <param name="VoidReason">Why the number is void, if it is.</param>
/// <param name="State">Where the clerk moved an incoming document; <c>null</c> otherwise.</param>
public sealed record RegisterRow(long Number, string Line, DateTimeOffset At, Digest? Packet, string? Book, bool ByHand, string? VoidReason, InboxState? State);
