using System.Numerics;

namespace Axis.Signing.Pdf.Cms;

/// <summary>One detached CMS signature with signed attributes (RFC 5652 §5; EN 319 122-1), taken apart but not judged.</summary>
internal sealed record CmsSignature
{
    /// <summary>Digest algorithm of the signer.</summary>
    public required string DigestOid { get; init; }

    /// <summary>Signature algorithm of the signer.</summary>
    public required string SignatureOid { get; init; }

    /// <summary>Its parameters (DER), empty when absent.</summary>
    public required ReadOnlyMemory<byte> SignatureParameters { get; init; }

    /// <summary>The signed attributes as DER SET OF: what the signature is over (§5.4).</summary>
    public required byte[] SignedAttributes { get; init; }

    /// <summary>The signature value.</summary>
    public required byte[] Value { get; init; }

    public required byte[] MessageDigest { get; init; }

    /// <summary>signing-time, where it is used.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Digest that the signing-certificate attribute gives of the certificate (RFC 5035); <c>null</c> without the attribute.</summary>
    public CertificateHash? SigningCertificate { get; init; }

    /// <summary>The old attribute over SHA-1 (RFC 2634).</summary>
    public bool HasOldSigningCertificate { get; init; }

    /// <summary>Issuer name (DER) and serial of the signer; the issuer is empty when the signer is named by key identifier.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public BigInteger Serial { get; init; }

    /// <summary>Subject key identifier of the signer, where it is used.</summary>
    public ReadOnlyMemory<byte>? KeyIdentifier { get; init; }

    /// <summary>Certificates that came along (DER).</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; }

    /// <summary>signature-time-stamp tokens (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Timestamps { get; init; } = [];
}

/// <summary>A digest of a certificate.</summary>
internal sealed record CertificateHash(string Oid, byte[] Value);
