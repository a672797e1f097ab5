namespace Axis.Core.Contracts;

/// <summary>One directory section in force.</summary>
/// <param name="Name">Section name.</param>
/// <param name="Version">Version in force.</param>
/// <param name="Head">SHA-256 of the signed head.</param>
/// <param name="IssuedAt">When it was signed.</param>
/// <param name="ExpiresAt">Until when its issuer vouches for it.</param>
/// <param name="Expired">Whether that is past: its bindings are then indeterminate.</param>
public sealed record SectionView(string Name, long Version, string Head, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, bool Expired);

/// <summary>One agency of the directory.</summary>
public sealed record AgencyView
{
    /// <summary>Mã định danh.</summary>
    public required string Code { get; init; }

    /// <summary>Tên cơ quan.</summary>
    public required string Name { get; init; }

    /// <summary><c>central</c>, <c>province</c>, <c>district</c>, <c>commune</c>, <c>outside</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string TierName { get; init; }

    /// <summary>Code of the agency above.</summary>
    public string? Parent { get; init; }

    /// <summary>The node that hosts it.</summary>
    public required string Host { get; init; }

    /// <summary>Whether that is this node.</summary>
    public bool Here { get; init; }

    /// <summary><c>active</c>, <c>locked</c>, <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Valid from.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Valid until.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Other and former codes.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Codes of the agencies that continue it.</summary>
    public required IReadOnlyList<string> Successors { get; init; }
}

/// <summary>One node of the directory.</summary>
public sealed record NodeView(
    string Id,
    string Name,
    string Tier,
    string? Parent,
    IReadOnlyList<string> Endpoints,
    bool PullOnly,
    bool Here,
    int Agencies);
