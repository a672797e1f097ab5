using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;

namespace Axis.Node.Storage;

/// <summary>One document × recipient.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Packet">The packet; <c>null</c> while only statuses are known ("không tìm thấy văn bản gốc").</param>
/// <param name="Sender">Sender of the document.</param>
/// <param name="DocumentId">Its identifier.</param>
/// <param name="Code">Số/ký hiệu.</param>
/// <param name="Recipient">As addressed.</param>
/// <param name="Delivered">As delivered.</param>
/// <param name="State">State code: <c>SENT</c>, <c>01</c>…<c>06</c>, <c>FAILED</c>.</param>
/// <param name="Place">The node that holds it by the last receipt.</param>
/// <param name="PlaceSince">When it arrived there.</param>
/// <param name="WaitingFor">The next node, or the recipient.</param>
/// <param name="DeadlineAt">When consignment is late.</param>
/// <param name="WarnedAt">When the sender was warned.</param>
/// <param name="Anomaly">What does not fit, for people.</param>
/// <param name="ReasonCode">Code of a refusal or failure.</param>
/// <param name="Reason">Its sentence.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="UpdatedAt">Last change.</param>
public sealed record TrackingRow(
    Guid Id,
    Digest? Packet,
    OrganId Sender,
    string DocumentId,
    string? Code,
    OrganId Recipient,
    OrganId Delivered,
    string State,
    NodeId? Place,
    DateTimeOffset? PlaceSince,
    string? WaitingFor,
    DateTimeOffset? DeadlineAt,
    DateTimeOffset? WarnedAt,
    string? Anomaly,
    string? ReasonCode,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The last recall, take-back, update or replacement asked of the recipient.</summary>
    public ChangeKind? ChangeKind { get; init; }

    /// <summary>How it stands.</summary>
    public ChangeEnd? ChangeEnd { get; init; }

    /// <summary>The packet that asked.</summary>
    public Digest? ChangePacket { get; init; }

    /// <summary>The document that replaces this one for the recipient (RCL-10).</summary>
    public Digest? ReplacedBy { get; init; }

    /// <summary>The line of the refused delivery that this one sends again (STA-10); <c>null</c> when nothing was refused.</summary>
    public Guid? ResentOf { get; init; }
}
