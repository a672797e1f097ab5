using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Trust;

/// <summary>The signature of a signed DER structure (certificate, CRL, OCSP response): what is signed, how, and the value.</summary>
/// <param name="Signed">The bytes that are signed, as they stand in the structure.</param>
/// <param name="Algorithm">OID of the signature algorithm.</param>
/// <param name="Value">The signature; ECDSA as in RFC 3279.</param>
internal sealed record DerSignature(ReadOnlyMemory<byte> Signed, string Algorithm, byte[] Value)
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The signature of a certificate (RFC 5280 §4.1).</summary>
    /// <exception cref="AsnContentException">
    /// The bytes are no certificate, its signature has spare bits, or it names another algorithm outside the signed part than within (RFC 5280 §4.1.1.2): what stands
    /// outside is covered by no signature, so one certificate could be written in several ways.
    /// </exception>
    public static DerSignature OfCertificate(ReadOnlyMemory<byte> der)
    {
        var certificate = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signed = certificate.PeekEncodedValue();
        var inner = AlgorithmWithin(certificate.ReadSequence());
        var outer = certificate.PeekEncodedValue();
        var algorithm = certificate.ReadSequence().ReadObjectIdentifier();
        var value = certificate.ReadBitString(out var unused);
        certificate.ThrowIfNotEmpty();
        return unused == 0 && outer.Span.SequenceEqual(inner.Span)
            ? new DerSignature(signed, algorithm, value)
            : throw new AsnContentException("The part outside the signature is not what was signed.");
    }

    /// <summary>Whether the certificate's key made it. <c>false</c> also when the algorithm is outside the closed list (SHA-2 with RSA PKCS#1 or ECDSA).</summary>
    public bool IsBy(X509Certificate2 signer)
    {
        var hash = Algorithm switch
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

        try
        {
            if (Algorithm.StartsWith("1.2.840.113549.", StringComparison.Ordinal))
            {
                using var rsa = signer.GetRSAPublicKey();
                return rsa is not null && rsa.VerifyData(Signed.Span, Value, hash, RSASignaturePadding.Pkcs1);
            }

            using var ecdsa = signer.GetECDsaPublicKey();
            return ecdsa is not null && ecdsa.VerifyData(Signed.Span, Value, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // A key that cannot be read has signed nothing.
            return false;
        }
    }

    private static ReadOnlyMemory<byte> AlgorithmWithin(AsnReader certificate)
    {
        if (certificate.PeekTag() == Version)
        {
            certificate.ReadEncodedValue();
        }

        certificate.ReadInteger();
        return certificate.ReadEncodedValue();
    }
}
