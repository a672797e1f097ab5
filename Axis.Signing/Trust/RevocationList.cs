using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
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
    private readonly ReadOnlyMemory<byte> _signed;
    private readonly string _algorithm;
    private readonly byte[] _signature;

    internal RevocationList(
        byte[] issuerName,
        DateTimeOffset thisUpdate,
        DateTimeOffset? nextUpdate,
        IReadOnlyDictionary<string, Revocation> revoked,
        ReadOnlyMemory<byte> signed,
        string algorithm,
        byte[] signature)
    {
        (IssuerName, ThisUpdate, NextUpdate) = (issuerName, thisUpdate, nextUpdate);
        (_signed, _algorithm, _signature) = (signed, algorithm, signature);
        _revoked = revoked.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Distinguished name of the issuer (DER).</summary>
    public ReadOnlyMemory<byte> IssuerName { get; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>By when the next one is due; a list without it goes by the policy's age limit alone.</summary>
    public DateTimeOffset? NextUpdate { get; }

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

    private bool Verify(X509Certificate2 issuer)
    {
        if (!issuer.SubjectName.RawData.AsSpan().SequenceEqual(IssuerName.Span) || !MaySignLists(issuer))
        {
            return false;
        }

        var hash = _algorithm switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => default,
        };
        if (hash == default)
        {
            return false;
        }

        if (_algorithm.StartsWith("1.2.840.113549.", StringComparison.Ordinal))
        {
            using var rsa = issuer.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(_signed.Span, _signature, hash, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = issuer.GetECDsaPublicKey();
        return ecdsa is not null && ecdsa.VerifyData(_signed.Span, _signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    // RFC 5280 §6.3.3 (f): when the issuer states a key usage, it must include cRLSign.
    private static bool MaySignLists(X509Certificate2 issuer) =>
        issuer.Extensions.OfType<X509KeyUsageExtension>().All(static u => u.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));
}
