using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A status that fits several documents alike and waits for a person (STA-09).</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">What it says, 01…06, 15 or 16.</param>
/// <param name="Name">Its Vietnamese name.</param>
/// <param name="From">Who says it.</param>
/// <param name="Sender">The agency whose document it speaks of.</param>
/// <param name="DocumentId">The identifier it names, if any.</param>
/// <param name="DocumentCode">The số/ký hiệu it names, if any.</param>
/// <param name="At">When it happened, by its reporter.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="Description">Its free text; <c>null</c> for an operator, who sees no contents.</param>
/// <param name="Packet">Digest of the status packet.</param>
/// <param name="Candidates">The lines that it may mean.</param>
public sealed record AmbiguousStatusView(
    Guid Id,
    string Code,
    string Name,
    string From,
    string Sender,
    string? DocumentId,
    string? DocumentCode,
    DateTimeOffset At,
    DateTimeOffset ArrivedAt,
    string? Description,
    string Packet,
    IReadOnlyList<TrackingLine> Candidates);

/// <summary>A person's decision: exactly one of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SettleAmbiguous
{
    /// <summary>The tracking line that the status means, one of its candidates.</summary>
    public Guid? Line { get; init; }

    /// <summary>Why it means none of them.</summary>
    public string? Reason { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Id">The status.</param>
/// <param name="Code">What it says.</param>
/// <param name="State">State of the line after it; <c>null</c> when it means none.</param>
public sealed record SettledStatus(Guid Id, string Code, string? State);
