namespace Axis.Core.Contracts;

/// <summary>Where one document is, per recipient, with history and hops.</summary>
public sealed record TrackingView
{
    /// <summary>Digest of the packet.</summary>
    public required string Packet { get; init; }

    /// <summary>Cơ quan gửi.</summary>
    public required string From { get; init; }

    /// <summary>Mã định danh văn bản.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số/ký hiệu.</summary>
    public string? Code { get; init; }

    /// <summary>Trích yếu; <c>null</c> for an operator, who sees no contents.</summary>
    public string? Subject { get; init; }

    /// <summary>When the node took it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The first verdict that this node made on the packet's signature; <c>null</c> when it made none (recipients elsewhere: see their hops).</summary>
    public VerdictStamp? FirstVerdict { get; init; }

    /// <summary>The newest one.</summary>
    public VerdictStamp? LatestVerdict { get; init; }

    /// <summary>How long its signature is proved; <c>null</c> without a packet signature.</summary>
    public SignatureLevelView? SignatureLevel { get; init; }

    /// <summary>Each recipient.</summary>
    public required IReadOnlyList<TrackingRecipient> Recipients { get; init; }

    /// <summary>How many recipients there are; more than <see cref="Recipients"/> where only the first are shown.</summary>
    public int Count { get; init; }
}

/// <summary>A verdict and its time.</summary>
/// <param name="At">When judged.</param>
/// <param name="Verdict">EN 319 102-1 text, e.g. <c>TOTAL-PASSED</c>.</param>
public sealed record VerdictStamp(DateTimeOffset At, string Verdict);

/// <summary>One document × recipient, as lists show it.</summary>
public sealed record TrackingLine
{
    /// <summary>Key of the line.</summary>
    public required Guid Id { get; init; }

    /// <summary>Digest of the packet; <c>null</c> while only statuses are known ("không tìm thấy văn bản gốc").</summary>
    public string? Packet { get; init; }

    /// <summary>Cơ quan gửi.</summary>
    public required string From { get; init; }

    /// <summary>Mã định danh văn bản.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số/ký hiệu.</summary>
    public string? Code { get; init; }

    /// <summary>Cơ quan nhận as addressed.</summary>
    public required string Recipient { get; init; }

    /// <summary>Where it is delivered (a successor, or the same).</summary>
    public required string Delivered { get; init; }

    /// <summary>Name of the agency delivered to.</summary>
    public string? DeliveredName { get; init; }

    /// <summary>Why another agency than the one addressed receives it, for people; <c>null</c> when it is the same.</summary>
    public string? Redirection { get; init; }

    /// <summary><c>SENT</c>, <c>01</c>…<c>06</c>, <c>FAILED</c>.</summary>
    public required string State { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string StateName { get; init; }

    /// <summary>The node that holds it by the last receipt.</summary>
    public string? Place { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The next node, or the recipient.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>When consignment is late.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Whether it is past that and neither consigned nor failed.</summary>
    public bool Late { get; init; }

    /// <summary>Code of a refusal or failure.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Its sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The last request: <c>take-back</c>, <c>recall</c>, <c>update</c> or <c>replacement</c>; <c>null</c> when there was none.</summary>
    public string? Change { get; init; }

    /// <summary>How it stands: <c>pending</c>, <c>unread</c>, <c>agreed</c>, <c>refused</c>, <c>too-late</c>, <c>not-found</c> (RCL-06).</summary>
    public string? ChangeEnd { get; init; }

    /// <summary>The same for people.</summary>
    public string? ChangeText { get; init; }

    /// <summary>Whether a legal recall was not obeyed: to be followed up (RCL-05).</summary>
    public bool NonCompliance { get; init; }

    /// <summary>Digest of the document that replaces this one for the recipient (RCL-10).</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Digest of the refused document that this one sends again (STA-10).</summary>
    public string? ResentOf { get; init; }

    /// <summary>Digest of the document that sends this refused one again (STA-10).</summary>
    public string? ResentAs { get; init; }

    /// <summary>Why the recipient is late or stuck, and what fits it; <c>null</c> when it is neither, or where it was not looked into.</summary>
    public StandstillView? Standstill { get; init; }

    /// <summary>The last reminder to it.</summary>
    public ReminderView? Reminded { get; init; }

    /// <summary>What does not fit, for people.</summary>
    public string? Anomaly { get; init; }

    /// <summary>When the line was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One recipient with history and hops.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="History">Statuses and receipts, by event time (STA-05).</param>
/// <param name="Hops">Relay and consignment receipts along the way.</param>
public sealed record TrackingRecipient(TrackingLine Line, IReadOnlyList<TrackingEvent> History, IReadOnlyList<Hop> Hops);

/// <summary>One line of history.</summary>
/// <param name="Code">Receipt event name or status code.</param>
/// <param name="Name">Its Vietnamese name.</param>
/// <param name="Issuer">Node or agency that said it.</param>
/// <param name="At">When it happened, by its issuer.</param>
/// <param name="ArrivedAt">When this node learned it.</param>
/// <param name="Source">Digest of the receipt or status packet behind it.</param>
/// <param name="IsReceipt">Receipt, or status packet.</param>
/// <param name="Success">Whether it is good news.</param>
/// <param name="Actor">Clerk, if named.</param>
/// <param name="Unit">The clerk's unit.</param>
/// <param name="Description">Free text.</param>
public sealed record TrackingEvent(
    string Code,
    string Name,
    string Issuer,
    DateTimeOffset At,
    DateTimeOffset ArrivedAt,
    string Source,
    bool IsReceipt,
    bool Success,
    string? Actor,
    string? Unit,
    string? Description);

/// <summary>One hop: a node's receipt that speaks of this recipient.</summary>
/// <param name="Node">The node that issued it.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="Event">Event name (EN 319 522).</param>
/// <param name="EventName">Its Vietnamese name.</param>
/// <param name="At">When.</param>
/// <param name="Receipt">Digest of the receipt.</param>
/// <param name="Accepted">Whether it is a success for this recipient.</param>
/// <param name="Code">Reason code when it is not.</param>
/// <param name="Verdict">The issuer's verdict on the signature.</param>
public sealed record Hop(
    string Node,
    string? NodeName,
    string Event,
    string EventName,
    DateTimeOffset At,
    string Receipt,
    bool Accepted,
    string? Code,
    string? Verdict);
