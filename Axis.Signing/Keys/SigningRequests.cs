using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>Certificate signing requests (PKCS#10, RFC 2986): how a node asks an outside CA for its certificates.</summary>
public static class SigningRequests
{
    /// <summary>Makes a request for the key, in PEM. The profile's name, key usage and alternative names are asked for; CRL locations are the issuer's to set.</summary>
    public static string Create(AsymmetricAlgorithm key, CertificateProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var request = For(key, profile.Subject);
        foreach (var extension in profile.Extensions())
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSigningRequestPem();
    }

    /// <summary>Makes a request for a key on a token, in PEM; the token signs it.</summary>
    /// <exception cref="CryptographicException">The token does not sign.</exception>
    public static string Create(Tokens.TokenRequestKey key, CertificateProfile profile)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(profile);
        var request = new CertificateRequest(profile.Subject, key.PublicKey, key.Hash);
        foreach (var extension in profile.Extensions())
        {
            request.CertificateExtensions.Add(extension);
        }

        return PemEncoding.WriteString("CERTIFICATE REQUEST", request.CreateSigningRequest(key));
    }

    /// <summary>Reads a request and checks that its author holds the key. Nothing else in it is believed.</summary>
    /// <exception cref="KeyFileException">Not a request, not signed by its own key, or a key outside the closed list.</exception>
    public static PublicKey ReadKey(string pem)
    {
        try
        {
            var request = CertificateRequest.LoadSigningRequestPem(
                pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
            using var rsa = request.PublicKey.GetRSAPublicKey();
            using var ecdsa = request.PublicKey.GetECDsaPublicKey();
            var usable = rsa?.KeySize is >= CertificateAlgorithm.MinRsaBits and <= CertificateAlgorithm.MaxRsaBits || ecdsa?.KeySize is 256 or 384;
            return usable
                ? request.PublicKey
                : throw new KeyFileException(KeyFileException.Unusable, "Khóa trong yêu cầu cấp chứng thư không dùng được: chỉ nhận RSA từ 2048 bit, ECDSA P-256 hoặc P-384.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KeyFileException(KeyFileException.Unreadable, "Yêu cầu cấp chứng thư không đọc được hoặc chữ ký của chính nó sai.", e);
        }
    }

    internal static CertificateRequest For(AsymmetricAlgorithm key, X500DistinguishedName subject) => key switch
    {
        RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => new CertificateRequest(subject, ecdsa, ecdsa.KeySize > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256),
        _ => throw new ArgumentException("Only RSA and ECDSA keys ask for certificates.", nameof(key)),
    };
}
