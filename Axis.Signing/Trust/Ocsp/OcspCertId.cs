using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>Names a certificate in OCSP (CertID, RFC 6960 §4.1.1). Equality is by content.</summary>
/// <param name="HashAlgorithm">OID of the hash.</param>
/// <param name="IssuerNameHash">Hash of the issuer's name (DER), hexadecimal.</param>
/// <param name="IssuerKeyHash">Hash of the issuer's public key, the bits without tag, length and unused-bits octet; hexadecimal.</param>
/// <param name="SerialNumber">As <see cref="X509Certificate2.SerialNumber"/> gives it.</param>
public sealed record OcspCertId(string HashAlgorithm, string IssuerNameHash, string IssuerKeyHash, string SerialNumber)
{
    /// <summary>SHA-1: what every responder understands. It only names; what counts is covered by the response's signature.</summary>
    public const string Sha1 = "1.3.14.3.2.26";

    /// <summary>SHA-256.</summary>
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private const string Sha384 = "2.16.840.1.101.3.4.2.2";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";

    /// <summary>The hashes that a CertID may use here.</summary>
    public static IReadOnlyList<string> HashAlgorithms { get; } = [Sha1, Sha256, Sha384, Sha512];

    /// <summary>The name of a certificate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The hash is not one of <see cref="HashAlgorithms"/>.</exception>
    public static OcspCertId Of(X509Certificate2 certificate, X509Certificate2 issuer, string hashAlgorithm)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        return Of(certificate.SerialNumber, issuer, hashAlgorithm);
    }

    /// <summary>The name of a certificate that is known by its serial number alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The hash is not one of <see cref="HashAlgorithms"/>.</exception>
    public static OcspCertId Of(string serialNumber, X509Certificate2 issuer, string hashAlgorithm)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return new OcspCertId(
            hashAlgorithm,
            Convert.ToHexString(Hash(hashAlgorithm, issuer.SubjectName.RawData)),
            Convert.ToHexString(Hash(hashAlgorithm, issuer.PublicKey.EncodedKeyValue.RawData)),
            serialNumber);
    }

    internal static OcspCertId Read(AsnReader reader)
    {
        var id = reader.ReadSequence();
        var algorithm = id.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var name = Convert.ToHexString(id.ReadOctetString());
        var key = Convert.ToHexString(id.ReadOctetString());
        var serial = Convert.ToHexString(id.ReadIntegerBytes().Span);
        id.ThrowIfNotEmpty();
        return new OcspCertId(oid, name, key, serial);
    }

    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(HashAlgorithm);
                writer.WriteNull();
            }

            writer.WriteOctetString(Convert.FromHexString(IssuerNameHash));
            writer.WriteOctetString(Convert.FromHexString(IssuerKeyHash));
            writer.WriteInteger(Convert.FromHexString(SerialNumber));
        }
    }

    private static byte[] Hash(string oid, byte[] data) => oid switch
    {
#pragma warning disable CA5350 // RFC 5019 §2.1.1 names certificates by SHA-1; nothing is trusted because of it.
        Sha1 => SHA1.HashData(data),
#pragma warning restore CA5350
        Sha256 => SHA256.HashData(data),
        Sha384 => SHA384.HashData(data),
        Sha512 => SHA512.HashData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(oid), oid, "No hash of this list."),
    };
}
