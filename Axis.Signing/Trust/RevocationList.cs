using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>When and why a certificate was revoked (RFC 5280 §5.3).</summary>
/// <param name="At">Revocation date (UTC).</param>
/// <param name="Reason">Reason code; 0 when none is given.</param>
public sealed record Revocation(DateTimeOffset At, int Reason);

/// <summary>A complete certificate revocation list as read by <see cref="CrlReader"/>. Immutable but for remembering whose signature verified.</summary>
public sealed class RevocationList
{
    private readonly ConcurrentDictionary<Digest, bool> _signers = new();
    private readonly FrozenDictionary<string, Revocation> _revoked;
    private readonly DerSignature _signature;
    private readonly Lazy<Digest> _digest;

    internal RevocationList(
        byte[] issuerName,
        DateTimeOffset thisUpdate,
        DateTimeOffset? nextUpdate,
        IReadOnlyDictionary<string, Revocation> revoked,
        ReadOnlyMemory<byte> der,
        DerSignature signature)
    {
        (IssuerName, ThisUpdate, NextUpdate, Der, _signature) = (issuerName, thisUpdate, nextUpdate, der, signature);
        _digest = new Lazy<Digest>(() => Digest.Of(Der.Span));
        _revoked = revoked.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Distinguished name of the issuer (DER).</summary>
    public ReadOnlyMemory<byte> IssuerName { get; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>By when the next one is due; a list without it goes by the policy's age limit alone.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>The whole list as it was read (DER).</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 of <see cref="Der"/>.</summary>
    public Digest Digest => _digest.Value;

    /// <summary>Number of revoked certificates.</summary>
    public int Count => _revoked.Count;

    /// <summary>The entry for a serial number (upper-case hexadecimal as <see cref="X509Certificate2.SerialNumber"/> gives it); <c>null</c> when not revoked.</summary>
    public Revocation? Find(string serialNumber) => _revoked.GetValueOrDefault(serialNumber);

    /// <summary>Whether the CA certificate's key signed the list. The answer is remembered per certificate.</summary>
    public bool IsSignedBy(X509Certificate2 issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return _signers.GetOrAdd(Digest.Of(issuer.RawDataMemory.Span), static (_, a) => a.List.Verify(a.Issuer), (List: this, Issuer: issuer));
    }

    private bool Verify(X509Certificate2 issuer) =>
        issuer.SubjectName.RawData.AsSpan().SequenceEqual(IssuerName.Span) && MaySignLists(issuer) && _signature.IsBy(issuer);

    // RFC 5280 §6.3.3 (f): when the issuer states a key usage, it must include cRLSign.
    private static bool MaySignLists(X509Certificate2 issuer) =>
        issuer.Extensions.OfType<X509KeyUsageExtension>().All(static u => u.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));
}
