using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One change that software outside the node is told of. Codes and digests only.</summary>
/// <param name="Sequence">Place in the order of this node's events; zero before it is stored.</param>
/// <param name="Id">UUIDv7, the same however often the event is told.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Sender">Sender of the document.</param>
/// <param name="Recipient">The agency delivered to, or for a state the recipient as addressed.</param>
/// <param name="DocumentId">The document's identifier.</param>
/// <param name="Packet">The document's packet; <c>null</c> for a state whose document never came (STA-07).</param>
/// <param name="Subject">The inbox item, or the row of tracking.</param>
/// <param name="Before">State before; <c>null</c> for a document that arrives.</param>
/// <param name="State">State code: <c>SENT</c>, <c>01</c>…<c>06</c>, <c>FAILED</c>; <c>HELD</c> for a document that waits for its clerk.</param>
/// <param name="ReasonCode">Code of a refusal or failure.</param>
public sealed record ExchangeEvent(
    long Sequence,
    Guid Id,
    EventKind Kind,
    DateTimeOffset At,
    OrganId Sender,
    OrganId Recipient,
    string DocumentId,
    Digest? Packet,
    Guid Subject,
    string? Before,
    string State,
    string? ReasonCode)
{
    /// <summary>The agency hosted here that the event concerns.</summary>
    public OrganId Agency => Kind == EventKind.DocumentReceived ? Recipient : Sender;

    /// <summary>Events of one document are told one after another.</summary>
    public string Stream => $"{Sender.Value}\n{DocumentId}";
}
