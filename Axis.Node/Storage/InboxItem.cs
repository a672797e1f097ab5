using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One document in an agency's inbox.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Packet">The packet.</param>
/// <param name="Content">Content digest (packet digest for a foreign packet).</param>
/// <param name="Recipient">The agency delivered to.</param>
/// <param name="Addressed">As the packet writes it.</param>
/// <param name="ArrivedAt">When it was filed.</param>
/// <param name="State">Where its clerk moved it.</param>
/// <param name="Badge">What the clerk sees of the verdict, e.g. <c>hợp lệ</c>.</param>
/// <param name="Verdict">EN 319 102-1 text of the verdict at reception.</param>
/// <param name="Flags">Codes of what a clerk must know, e.g. <c>ORIGINAL_NOT_FOUND</c>.</param>
/// <param name="ArrivalYear">Year of the số đến.</param>
/// <param name="ArrivalNumber">Số đến.</param>
/// <param name="FetchedAt">When the agency's software fetched it.</param>
public sealed record InboxItem(
    Guid Id,
    Digest Packet,
    Digest Content,
    OrganId Recipient,
    OrganId Addressed,
    DateTimeOffset ArrivedAt,
    InboxState State,
    string Badge,
    string Verdict,
    IReadOnlyList<string> Flags,
    int? ArrivalYear,
    long? ArrivalNumber,
    DateTimeOffset? FetchedAt);
