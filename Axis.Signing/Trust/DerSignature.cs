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
    /// <summary>The signature of a certificate (RFC 5280 §4.1).</summary>
    /// <exception cref="AsnContentException">The bytes are no certificate.</exception>
    public static DerSignature OfCertificate(ReadOnlyMemory<byte> der)
    {
        var certificate = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signed = certificate.ReadEncodedValue();
        var algorithm = certificate.ReadSequence().ReadObjectIdentifier();
        return new DerSignature(signed, algorithm, certificate.ReadBitString(out _));
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
}
