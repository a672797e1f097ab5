using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Trust;

/// <summary>Signs DER structures with a certificate's private key: SHA-256, or SHA-384 on P-384.</summary>
internal static class DerSigning
{
    /// <summary>The AlgorithmIdentifier that goes with the key.</summary>
    public static byte[] AlgorithmOf(X509Certificate2 signer)
    {
        using var rsa = signer.GetRSAPublicKey();
        using var ecdsa = signer.GetECDsaPublicKey();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (rsa is not null)
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.11");
                writer.WriteNull();
            }
            else
            {
                writer.WriteObjectIdentifier(ecdsa?.KeySize > 256 ? "1.2.840.10045.4.3.3" : "1.2.840.10045.4.3.2");
            }
        }

        return writer.Encode();
    }

    /// <summary>The signature value; ECDSA as in RFC 3279.</summary>
    public static byte[] Sign(X509Certificate2 signer, byte[] data)
    {
        using var rsa = signer.GetRSAPrivateKey();
        if (rsa is not null)
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = signer.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate has no usable private key.");
        return ecdsa.SignData(data, ecdsa.KeySize > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
