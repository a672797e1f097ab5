using System.Security.Cryptography;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades.General;

/// <summary>Checks a signature value with a certificate's key. A key only ever does what its type is for: the method of another family fails.</summary>
internal static class SignatureValueCheck
{
    private static readonly Dictionary<string, int> FieldBytes = new(StringComparer.Ordinal)
    {
        ["1.2.840.10045.3.1.7"] = 32,
        ["1.3.132.0.34"] = 48,
        ["1.3.132.0.35"] = 66,
    };

    /// <summary>What kind of key it is and why it proves less than it should, in Vietnamese; without a family it is not supported, and the reason says why not.</summary>
    public static (KeyFamily? Family, string Name, string? Weakness) Describe(AsymmetricAlgorithm? key)
    {
        switch (key)
        {
            case RSA rsa when PublicKeyLimits.Fault(rsa) is { } fault:
                return (null, "?", fault);
            case RSA rsa:
                return (KeyFamily.Rsa, $"RSA {rsa.KeySize}", rsa.KeySize < CertificateAlgorithm.MinRsaBits ? $"khóa RSA {rsa.KeySize} bit quá ngắn, cần từ {CertificateAlgorithm.MinRsaBits} bit" : null);
            case ECDsa ecdsa when Field(ecdsa) is { } field:
                return (KeyFamily.Ecdsa, field switch { 32 => "P-256", 48 => "P-384", _ => "P-521" }, null);
            case DSA dsa:
                return (KeyFamily.Dsa, $"DSA {dsa.KeySize}", "DSA đã bị loại khỏi chuẩn chữ ký (FIPS 186-5)");
            case ECDsa ecdsa:
                return (null, "?", PublicKeyLimits.Fault(ecdsa));
            default:
                return (null, "?", null);
        }
    }

    /// <summary>Whether the value is the key's over the data. A key that is not supported signs nothing.</summary>
    public static bool Holds(AsymmetricAlgorithm key, SignatureMethod method, ReadOnlySpan<byte> data, byte[] value) => (key, method.Family) switch
    {
        (RSA rsa, _) when PublicKeyLimits.Fault(rsa) is not null => false,
        (RSA rsa, KeyFamily.Rsa) => rsa.VerifyData(data, value, method.Digest.Hash, RSASignaturePadding.Pkcs1),
        (RSA rsa, KeyFamily.RsaPss) => Pss(rsa, method, data, value),
        // r and s side by side, each as long as the field (XMLDSig 1.1 §6.4.3); DER or a shortened value is none.
        (ECDsa ecdsa, KeyFamily.Ecdsa) => Field(ecdsa) is { } field && value.Length == 2 * field
            && ecdsa.VerifyData(data, value, method.Digest.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        (DSA dsa, KeyFamily.Dsa) => dsa.VerifyData(data, value, method.Digest.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => false,
    };

    private static bool Pss(RSA rsa, SignatureMethod method, ReadOnlySpan<byte> data, byte[] value)
    {
        var (mask, salt) = (method.Pss!.Mask, method.Pss.SaltLength);
        return mask.Hash == method.Digest.Hash && salt == SignatureMethods.SizeOf(method.Digest.Hash)
            ? rsa.VerifyData(data, value, method.Digest.Hash, RSASignaturePadding.Pss)
            : PssVerification.Holds(rsa.ExportParameters(includePrivateParameters: false), method.Digest.Hash, mask.Hash, salt, data, value);
    }

    private static int? Field(ECDsa key) => FieldBytes.TryGetValue(PublicKeyLimits.CurveOf(key) ?? "", out var bytes) ? bytes : null;
}
