using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>Which algorithm of the closed list a certificate's key signs with.</summary>
public static class CertificateAlgorithm
{
    /// <summary>Shortest RSA key, in bits.</summary>
    public const int MinRsaBits = 2048;

    /// <summary>Longest RSA key, in bits: longer ones only serve to make the verifier work.</summary>
    public const int MaxRsaBits = 8192;

    private const string P256 = "1.2.840.10045.3.1.7";
    private const string P384 = "1.3.132.0.34";

    /// <summary>The algorithm; <c>null</c> when the key is outside the closed list.</summary>
    public static SignatureAlgorithm? Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                return rsa.KeySize is >= MinRsaBits and <= MaxRsaBits ? SignatureAlgorithm.RsaSha256 : null;
            }

            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
            {
                P256 => SignatureAlgorithm.EcdsaP256Sha256,
                P384 => SignatureAlgorithm.EcdsaP384Sha384,
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // A point off the curve or unknown parameters: a key nobody can verify with, so none of the list.
            return null;
        }
    }

    /// <summary>The digest that goes with the algorithm.</summary>
    public static HashAlgorithmName HashOf(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.EcdsaP384Sha384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
}
