using System.Security.Cryptography;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades;

/// <summary>Identifiers and parameters of the closed list of algorithms (XMLDSig 1.1 §6, RFC 6931).</summary>
public static class SignatureAlgorithms
{
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string EnvelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public const string EcdsaSha384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";

    /// <summary>The URI written in SignatureMethod.</summary>
    public static string Uri(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaSha256 => RsaSha256,
        SignatureAlgorithm.EcdsaP256Sha256 => EcdsaSha256,
        SignatureAlgorithm.EcdsaP384Sha384 => EcdsaSha384,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not in the closed list of signature algorithms."),
    };

    /// <summary>The algorithm a URI names; <c>null</c> when it is not in the closed list.</summary>
    public static SignatureAlgorithm? Parse(string? uri) => uri switch
    {
        RsaSha256 => SignatureAlgorithm.RsaSha256,
        EcdsaSha256 => SignatureAlgorithm.EcdsaP256Sha256,
        EcdsaSha384 => SignatureAlgorithm.EcdsaP384Sha384,
        _ => null,
    };

    /// <summary>The algorithm as people write it.</summary>
    public static string NameOf(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaSha256 => "RSA-SHA256",
        SignatureAlgorithm.EcdsaP256Sha256 => "ECDSA P-256-SHA256",
        SignatureAlgorithm.EcdsaP384Sha384 => "ECDSA P-384-SHA384",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not in the closed list of signature algorithms."),
    };

    /// <summary>The digest that is signed.</summary>
    public static HashAlgorithmName Hash(SignatureAlgorithm algorithm) => CertificateAlgorithm.HashOf(algorithm);

    /// <summary>
    /// Whether an ECDSA value r‖s has s ≤ n/2. Of the two values that verify, only this one is accepted, so that nobody but the signer can make a
    /// second valid signature out of a first.
    /// </summary>
    public static bool IsLowS(SignatureAlgorithm algorithm, ReadOnlySpan<byte> value) =>
        value.Length == (algorithm == SignatureAlgorithm.EcdsaP384Sha384 ? 96 : 64) && EcdsaLowS.IsLow(value);
}
