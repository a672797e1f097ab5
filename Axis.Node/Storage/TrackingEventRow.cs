using Axis.Core.Packets;

namespace Axis.Node.Storage;

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
