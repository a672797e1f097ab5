using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>What an auditor looks for among stored documents. All given conditions must hold.</summary>
public sealed record PacketQuery
{
    /// <summary>Sender or recipient.</summary>
    public OrganId? Agency { get; init; }

    /// <summary>Stored from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Stored before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Part of number and notation, folded (no case, no diacritics).</summary>
    public string? Code { get; init; }

    /// <summary>Part of the signer's name, folded.</summary>
    public string? Signer { get; init; }
}
