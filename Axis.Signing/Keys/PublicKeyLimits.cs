using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>Which public keys are worth verifying with at all: keys come from certificates, and a certificate may come from anybody.</summary>
internal static class PublicKeyLimits
{
    // OpenSSL takes exponents of up to 64 bits with long moduli; longer ones only make the verifier work.
    private const int MaxExponentBytes = 8;

    /// <summary>The dotted identifier of the curve; <c>null</c> when the key spells its curve out: whoever chooses the curve can make a second key for a known public point.</summary>
    public static string? CurveOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed ? curve.Oid.Value : null;
    }

    /// <summary>Why an RSA key proves nothing whatever it verifies, a sentence in Vietnamese; <c>null</c> when it is an ordinary one. A short key is weak, and that is said elsewhere.</summary>
    public static string? Fault(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize > CertificateAlgorithm.MaxRsaBits)
        {
            return $"Khóa RSA {key.KeySize} bit không được chấp nhận (2048–8192).";
        }

        // With exponent 1 anybody's value verifies (RFC 8017 §3.1 wants an odd exponent of at least 3).
        var exponent = key.ExportParameters(includePrivateParameters: false).Exponent.AsSpan().TrimStart((byte)0);
        return exponent.Length is 0 or > MaxExponentBytes || (exponent[^1] & 1) == 0 || exponent is [1]
            ? "Khóa RSA có số mũ công khai không hợp lệ: ai cũng tạo được chữ ký đúng với nó."
            : null;
    }

    /// <summary>Why an ECDSA key outside the accepted curves proves nothing.</summary>
    public static string Fault(ECDsa key) => CurveOf(key) is null
        ? "Khóa ECDSA tự đặt đường cong thay vì dùng đường cong có tên nên không được chấp nhận."
        : "Khóa ECDSA không thuộc đường cong được chấp nhận.";

    /// <summary>The RSA or ECDSA key of a certificate; <c>null</c> for another kind, a point off the curve or unknown parameters.</summary>
    public static AsymmetricAlgorithm? Open(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            return (AsymmetricAlgorithm?)certificate.GetRSAPublicKey() ?? certificate.GetECDsaPublicKey();
        }
        catch (CryptographicException)
        {
            // A key that nobody can verify with is no key.
            return null;
        }
    }
}
