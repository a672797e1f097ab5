using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;

namespace Axis.Node.Storage;

/// <summary>What a sender asked one recipient hosted here to do with a document.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">Take-back, recall, update or replacement.</param>
/// <param name="Packet">The packet that asks.</param>
/// <param name="Sender">Who asks.</param>
/// <param name="Target">Identifier of the document spoken of.</param>
/// <param name="Recipient">The agency that is asked.</param>
/// <param name="Addressed">As the packet writes it.</param>
/// <param name="Item">The document in the inbox; <c>null</c> while it has not come (RCL-13).</param>
/// <param name="Notice">The asking packet's own line in the inbox; <c>null</c> for a status.</param>
/// <param name="State">How it stands.</param>
/// <param name="AskedAt">When it came.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="Answer">The status packet 15 or 16.</param>
/// <param name="ReasonCode">Code of the answer, or why it has no effect.</param>
public sealed record ChangeRequest(
    Guid Id,
    ChangeKind Kind,
    Digest Packet,
    OrganId Sender,
    string Target,
    OrganId Recipient,
    OrganId Addressed,
    Guid? Item,
    Guid? Notice,
    ChangeRequestState State,
    DateTimeOffset AskedAt,
    DateTimeOffset? AnsweredAt,
    Digest? Answer,
    string? ReasonCode);
