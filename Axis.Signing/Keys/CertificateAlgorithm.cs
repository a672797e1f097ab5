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
        using var key = PublicKeyLimits.Open(certificate);
        return key switch
        {
            RSA rsa when rsa.KeySize >= MinRsaBits && PublicKeyLimits.Fault(rsa) is null => SignatureAlgorithm.RsaSha256,
            ECDsa ecdsa => PublicKeyLimits.CurveOf(ecdsa) switch
            {
                P256 => SignatureAlgorithm.EcdsaP256Sha256,
                P384 => SignatureAlgorithm.EcdsaP384Sha384,
                _ => null,
            },
            _ => null,
        };
    }

    /// <summary>The digest that goes with the algorithm.</summary>
    public static HashAlgorithmName HashOf(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.EcdsaP384Sha384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
}
