using Axis.Core.Agencies;

namespace Axis.Core.Packets;

/// <summary>A status packet (edXML §9).</summary>
public sealed record StatusMessage : Message
{
    /// <inheritdoc/>
    public override PacketKind Kind => PacketKind.Status;

    /// <summary>The documents spoken of; the first one's agency is the addressee.</summary>
    public required IReadOnlyList<ResponseFor> ResponseFor { get; init; }

    /// <summary>01–06, 13, 15, 16 (edXML §6.5), two digits.</summary>
    public required string StatusCode { get; init; }

    /// <summary>Reason or remark; required for 02, 13, 16 (STA-04).</summary>
    public string? Description { get; init; }

    /// <summary>Event time; Vietnam local on the wire.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The clerk.</summary>
    public StaffInfo? Staff { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<OrganId> Addressees => [.. ResponseFor.Select(static r => r.OrganId).Distinct()];
}
