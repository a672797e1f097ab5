using Axis.Core.Packets;

namespace Axis.Core.Agencies;

/// <summary>A certificate that the directory binds to an owner and a use.</summary>
/// <param name="Use">What it may be used for.</param>
/// <param name="Owner">Agency code (uses Agency, Document), node name (Tls, NodeSeal) or section name (Directory).</param>
/// <param name="Der">The X.509 certificate.</param>
/// <param name="ValidFrom">Binding valid from (UTC).</param>
/// <param name="ValidTo">Binding valid until; <c>null</c> while open.</param>
/// <param name="RevokedAt">Since when the directory itself no longer trusts the binding.</param>
public sealed record CertificateEntry(
    KeyUse Use,
    string Owner,
    ReadOnlyMemory<byte> Der,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidTo,
    DateTimeOffset? RevokedAt)
{
    /// <summary>SHA-256 of the certificate: how packets, receipts and pins name it.</summary>
    public Digest Thumbprint { get; } = Digest.Of(Der.Span);

    /// <summary>The directory section that states the binding and vouches for it until it expires; <c>null</c> when no section does.</summary>
    public string? Section { get; init; }

    /// <summary>Whether the binding held at the instant.</summary>
    public bool HoldsAt(DateTimeOffset instant) =>
        instant >= ValidFrom && (ValidTo is null || instant < ValidTo) && (RevokedAt is null || instant < RevokedAt);
}
