using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>One token, without its secret.</summary>
public sealed record TokenView(
    string Id,
    string Name,
    string Role,
    IReadOnlyList<string> Agencies,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt);

/// <summary>Asks for a new token.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IssueToken
{
    /// <summary>For people, up to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary><c>clerk</c>, <c>leader</c>, <c>operator</c> or <c>auditor</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Agencies the token is scoped to: at least one for clerk and leader, of those hosted here.</summary>
    public IReadOnlyList<string>? Agencies { get; init; }

    /// <summary>Days until it expires; <c>null</c> = never.</summary>
    public int? Days { get; init; }
}

/// <summary>A new token; the secret is shown this once.</summary>
/// <param name="Token">The whole token, for the Authorization header.</param>
/// <param name="View">What the list will show.</param>
public sealed record IssuedToken(string Token, TokenView View);
