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

    /// <summary>The agency version that the certificate is bound to (REF-07); <c>null</c> = every version of its owner.</summary>
    public int? AgencyVersion { get; init; }

    /// <summary>Since when the directory states the binding: the second of the two times, beside that for which it holds. <c>null</c> in sections that did not say.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>Since when the directory states that it no longer trusts the binding.</summary>
    public DateTimeOffset? RevocationKnownSince { get; init; }

    /// <summary>Whether the binding speaks of this version of its owner.</summary>
    public bool IsFor(Agency agency)
    {
        ArgumentNullException.ThrowIfNull(agency);
        return AgencyVersion is null || AgencyVersion == agency.Version;
    }

    /// <summary>The binding as it was known at the instant; <c>null</c> when it was not known yet.</summary>
    public CertificateEntry? AsKnownAt(DateTimeOffset instant) =>
        KnownSince > instant ? null
        : RevocationKnownSince > instant ? this with { RevokedAt = null, RevocationKnownSince = null }
        : this;

    /// <summary>Whether the binding held at the instant.</summary>
    public bool HoldsAt(DateTimeOffset instant) =>
        instant >= ValidFrom && (ValidTo is null || instant < ValidTo) && (RevokedAt is null || instant < RevokedAt);
}
