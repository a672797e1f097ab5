using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One person who may sign in to the console.</summary>
/// <param name="Id">Public identifier: all that the journal says of the person.</param>
/// <param name="Name">What is typed to sign in, lower case.</param>
/// <param name="FullName">For people.</param>
/// <param name="Password">The hash as its hasher writes it.</param>
/// <param name="MustChange">Whether the password is one that somebody else knows and has to be replaced first.</param>
/// <param name="PasswordAt">When it was set.</param>
/// <param name="Totp">The second factor's secret, sealed; <c>null</c> without one.</param>
/// <param name="TotpStep">The last step whose code was taken.</param>
/// <param name="Certificate">SHA-256 of the client certificate that signs this person in; <c>null</c> without one.</param>
/// <param name="Failures">Wrong attempts since the last good one.</param>
/// <param name="LockedUntil">Until when no attempt is looked at.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="DisabledAt">Since when it is shut.</param>
/// <param name="SignedInAt">Last sign-in.</param>
public sealed record UserRow(
    string Id,
    string Name,
    string FullName,
    string Password,
    bool MustChange,
    DateTimeOffset PasswordAt,
    ReadOnlyMemory<byte>? Totp,
    long? TotpStep,
    Digest? Certificate,
    int Failures,
    DateTimeOffset? LockedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? SignedInAt)
{
    /// <summary>When somebody else last changed what the person may do, until the person has read it; <c>null</c> when there is nothing to tell.</summary>
    public DateTimeOffset? RightsAt { get; init; }
}
