using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Where each document is, per recipient; kept at the sender's home node.</summary>
public interface ITracking
{
    /// <summary>Starts tracking one recipient of one packet. A row that statuses opened before the document came (STA-07) is taken over.</summary>
    void Add(TrackingRow row);

    /// <summary>Rows of one packet.</summary>
    IReadOnlyList<TrackingRow> ListFor(Digest packet);

    TrackingRow? Find(Digest packet, OrganId recipient);

    /// <summary>Rows by document and recipient, newest first (matching of statuses, STA-09).</summary>
    IReadOnlyList<TrackingRow> FindByDocument(OrganId sender, string documentId, OrganId? recipient);

    /// <summary>Rows by số/ký hiệu and recipient (STA-09, second and third step).</summary>
    IReadOnlyList<TrackingRow> FindByCode(OrganId sender, string code, OrganId? recipient);

    /// <summary>Writes what changed: state, place, deadline, anomaly, change request.</summary>
    void Update(TrackingRow row);

    /// <summary>Appends an event; <c>false</c> when the same one (row, source digest, code) is there. History is append-only (STA-05).</summary>
    bool AddEvent(TrackingEventRow item);

    /// <summary>Events of one row, by event time.</summary>
    IReadOnlyList<TrackingEventRow> Events(Guid row);

    /// <summary>Rows of the agencies, newest first, paged by key.</summary>
    IReadOnlyList<TrackingRow> List(IReadOnlyCollection<OrganId>? senders, bool openOnly, Guid? before, int limit);

    /// <summary>Rows whose deadline passed and whose recipient has neither consigned nor failed, paged by key.</summary>
    IReadOnlyList<TrackingRow> ListLate(DateTimeOffset deadlineBefore, Guid? after, int limit);

    /// <summary>Rows without a document, opened before the instant (STA-07).</summary>
    IReadOnlyList<TrackingRow> ListOrphans(DateTimeOffset before, int limit);
}

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
    DateTimeOffset UpdatedAt);

/// <summary>One line of history.</summary>
/// <param name="Row">The tracking row.</param>
/// <param name="Source">Digest of the receipt or status packet behind the line.</param>
/// <param name="IsReceipt">Receipt, or status packet.</param>
/// <param name="Code">Receipt event name or status code.</param>
/// <param name="Issuer">Node or agency that said it.</param>
/// <param name="EventAt">When it happened, by its issuer.</param>
/// <param name="ArrivedAt">When this node learned it.</param>
/// <param name="Actor">Clerk, if named.</param>
/// <param name="Unit">The clerk's unit.</param>
/// <param name="Description">Free text.</param>
/// <param name="Success">Whether it is good news.</param>
public sealed record TrackingEventRow(
    Guid Row,
    Digest Source,
    bool IsReceipt,
    string Code,
    string Issuer,
    DateTimeOffset EventAt,
    DateTimeOffset ArrivedAt,
    string? Actor,
    string? Unit,
    string? Description,
    bool Success);
