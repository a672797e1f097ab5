using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>A status that fits several documents alike and waits for a person to say which it means (STA-09).</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Packet">The status packet.</param>
/// <param name="Sender">The agency whose document it speaks of.</param>
/// <param name="Reporter">Who says it.</param>
/// <param name="DocumentId">The identifier it names, if any.</param>
/// <param name="Code">The số/ký hiệu it names, if any.</param>
/// <param name="StatusCode">What it says, 01…06, 15 or 16.</param>
/// <param name="EventAt">When that happened, by its reporter.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="Actor">The clerk it names.</param>
/// <param name="Unit">The clerk's unit.</param>
/// <param name="Description">Its free text.</param>
/// <param name="Candidates">The tracking lines that it may mean.</param>
/// <param name="SettledAt">When a person decided; <c>null</c> while it waits.</param>
/// <param name="SettledBy">Pseudonym of who decided.</param>
/// <param name="Chosen">The line it was written into; <c>null</c> while it waits, or when it means none.</param>
public sealed record AmbiguousStatus(
    Guid Id,
    Digest Packet,
    OrganId Sender,
    OrganId Reporter,
    string? DocumentId,
    string? Code,
    string StatusCode,
    DateTimeOffset EventAt,
    DateTimeOffset ArrivedAt,
    string? Actor,
    string? Unit,
    string? Description,
    IReadOnlyList<Guid> Candidates,
    DateTimeOffset? SettledAt,
    string? SettledBy,
    Guid? Chosen);
