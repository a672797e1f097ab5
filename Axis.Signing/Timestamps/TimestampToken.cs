using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;

namespace Axis.Signing.Timestamps;

/// <summary>
/// A timestamp token (RFC 3161 §2.4.2) with the certificate of its authority inside. Only read here: whether it is genuine and whose it is says
/// <see cref="TimestampVerifier"/>. Immutable.
/// </summary>
public sealed class TimestampToken
{
    /// <summary>Largest token, in bytes: with a few certificates it has some 6 kB.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly Rfc3161TimestampToken _token;

    private TimestampToken(ReadOnlyMemory<byte> der, Rfc3161TimestampToken token, X509Certificate2 authority, IReadOnlyList<X509Certificate2> others)
    {
        var info = token.TokenInfo;
        (_token, Der, Authority, OtherCertificates) = (token, der, authority, others);
        Time = info.Timestamp.ToUniversalTime();
        Hash = TimestampHash.FromOid(info.HashAlgorithmId.Value);
        Imprint = info.GetMessageHash();
        SerialNumber = Convert.ToHexString(info.GetSerialNumber().Span);
        Policy = info.PolicyId.Value ?? "";
        Accuracy = TimeSpan.FromMicroseconds(info.AccuracyInMicroseconds ?? 0);
        AuthorityDigest = Digest.Of(authority.RawDataMemory.Span);
        var signer = token.AsSignedCms().SignerInfos[0];
        NamesAuthority = signer.SignedAttributes.Cast<CryptographicAttributeObject>().Any(static a => a.Oid.Value == SigningCertificateV2);
        SignerHash = TimestampHash.FromOid(signer.DigestAlgorithm.Value);
    }

    /// <summary>The token's bytes.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>genTime (UTC): what was stamped existed then.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>How far genTime may be off, either way; zero when the token does not say.</summary>
    public TimeSpan Accuracy { get; }

    /// <summary>Algorithm of the imprint; <c>null</c> when it is not an accepted one.</summary>
    public HashAlgorithmName? Hash { get; }

    /// <summary>The hash that was stamped.</summary>
    public ReadOnlyMemory<byte> Imprint { get; }

    /// <summary>Serial number, hexadecimal.</summary>
    public string SerialNumber { get; }

    /// <summary>The authority's policy (object identifier).</summary>
    public string Policy { get; }

    /// <summary>Certificate of the authority. Shared: do not dispose.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>SHA-256 of that certificate.</summary>
    public Digest AuthorityDigest { get; }

    /// <summary>Further certificates in the token: issuers of the authority, perhaps. Shared: do not dispose.</summary>
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; }

    /// <summary>Whether the signature binds the authority's certificate by a hash stronger than SHA-1 (ESSCertIDv2, RFC 5816).</summary>
    public bool NamesAuthority { get; }

    /// <summary>Digest algorithm of the token's signature; <c>null</c> when it is not an accepted one.</summary>
    public HashAlgorithmName? SignerHash { get; }

    /// <summary>Reads a token.</summary>
    /// <exception cref="TimestampFormatException">The bytes are not exactly one token with its authority's certificate.</exception>
    public static TimestampToken Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new TimestampFormatException($"Dấu thời gian lớn hơn {MaxBytes} byte.");
        }

        try
        {
            return Rfc3161TimestampToken.TryDecode(der, out var token, out var read) && read == der.Length
                ? Of(token)
                : throw new TimestampFormatException("Dấu thời gian không đúng cấu trúc RFC 3161.");
        }
        catch (CryptographicException e)
        {
            throw new TimestampFormatException("Dấu thời gian không đúng cấu trúc RFC 3161.", e);
        }
    }

    /// <summary>Whether the token's signature, its binding to the certificate and the certificate's purpose are in order (RFC 3161 §2.4.2, RFC 5816 §2.2.1).</summary>
    internal bool IsSignedByAuthority()
    {
        try
        {
            return Hash is { } hash && _token.VerifySignatureForHash(Imprint.Span, hash, out _, [Authority]);
        }
        catch (CryptographicException)
        {
            // The signature cannot even be computed over: it is nobody's.
            return false;
        }
    }

    internal static TimestampToken Of(Rfc3161TimestampToken token)
    {
        var cms = token.AsSignedCms();
        if (cms.SignerInfos.Count != 1 || cms.SignerInfos[0].Certificate is not { } authority)
        {
            throw new TimestampFormatException("Dấu thời gian không mang theo chứng thư của tổ chức cấp dấu thời gian.");
        }

        var der = cms.Encode();
        return new TimestampToken(der, token, authority, [.. cms.Certificates.Where(c => c.Thumbprint != authority.Thumbprint)]);
    }
}
