using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>One person who may sign in to the console, without secrets.</summary>
public sealed record UserView
{
    /// <summary>Public identifier: all that the journal says of the person.</summary>
    public required string Id { get; init; }

    /// <summary>What is typed to sign in.</summary>
    public required string Name { get; init; }

    /// <summary>Họ tên.</summary>
    public required string FullName { get; init; }

    /// <summary>What the person may do.</summary>
    public required IReadOnlyList<UserGrantView> Grants { get; init; }

    /// <summary>Whether a one-time code is asked for besides the password.</summary>
    public bool SecondFactor { get; init; }

    /// <summary>Whether a client certificate signs the person in.</summary>
    public bool Certificate { get; init; }

    /// <summary>Whether the password has to be replaced at the next sign-in.</summary>
    public bool MustChange { get; init; }

    /// <summary>Until when no attempt is looked at.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is shut.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Last sign-in.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}

/// <summary>A role and the agencies for which it is held.</summary>
/// <param name="Role"><c>clerk</c>, <c>leader</c>, <c>operator</c>, <c>auditor</c> or <c>security</c>.</param>
/// <param name="Agencies">At least one for clerk and leader, none for operator.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UserGrantView([property: JsonRequired] string Role, IReadOnlyList<string>? Agencies = null);

/// <summary>Asks for a new account.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddUser
{
    /// <summary>What is typed to sign in: 3 to 40 letters a–z, digits, '.', '-', '_'.</summary>
    public required string Name { get; init; }

    /// <summary>Họ tên, up to 100 characters.</summary>
    public required string FullName { get; init; }

    /// <summary>What the person may do: at least one.</summary>
    public required IReadOnlyList<UserGrantView> Grants { get; init; }

    /// <summary>The first password; <c>null</c> = the node makes one. Either way it has to be replaced at the first sign-in.</summary>
    public string? Password { get; init; }
}

/// <summary>Changes an account; what is <c>null</c> stays.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangeUser
{
    /// <summary>Họ tên.</summary>
    public string? FullName { get; init; }

    /// <summary>Everything the person may do from now on.</summary>
    public IReadOnlyList<UserGrantView>? Grants { get; init; }

    /// <summary>Client certificate (base64 of DER) that signs the person in; empty = none any more.</summary>
    public string? Certificate { get; init; }
}

/// <summary>Gives an account a new password; the second factor is switched off, for whoever lost one often lost both.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ResetUser
{
    /// <summary>The password; <c>null</c> = the node makes one. Either way it has to be replaced at the next sign-in.</summary>
    public string? Password { get; init; }
}

/// <summary>An account with its password, which is shown this once.</summary>
/// <param name="Password">The password that the node made; <c>null</c> when the caller gave one.</param>
/// <param name="View">What the list will show.</param>
public sealed record UserPassword(string? Password, UserView View);
