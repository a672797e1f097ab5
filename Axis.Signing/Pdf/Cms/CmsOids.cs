using System.Security.Cryptography;

namespace Axis.Signing.Pdf.Cms;

/// <summary>Object identifiers of CMS signatures, and the closed list of algorithms (ETSI TS 119 312).</summary>
internal static class CmsOids
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string Sha1 = "1.3.14.3.2.26";
    public const string Md5 = "1.2.840.113549.2.5";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";
    public const string RsaSha256 = "1.2.840.113549.1.1.11";
    public const string RsaSha384 = "1.2.840.113549.1.1.12";
    public const string RsaSha512 = "1.2.840.113549.1.1.13";
    public const string EcdsaSha256 = "1.2.840.10045.4.3.2";
    public const string EcdsaSha384 = "1.2.840.10045.4.3.3";
    public const string EcdsaSha512 = "1.2.840.10045.4.3.4";

    /// <summary>The digest of the closed list; <c>null</c> for any other.</summary>
    public static HashAlgorithmName? Hash(string oid) => oid switch
    {
        Sha256 => HashAlgorithmName.SHA256,
        Sha384 => HashAlgorithmName.SHA384,
        Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Name of a digest for people, also of those no longer accepted.</summary>
    public static string Name(string oid) => oid switch
    {
        Sha1 => "SHA-1",
        Md5 => "MD5",
        Sha256 => "SHA-256",
        Sha384 => "SHA-384",
        Sha512 => "SHA-512",
        _ => oid,
    };

    public static string Of(HashAlgorithmName hash) => hash == HashAlgorithmName.SHA384 ? Sha384 : hash == HashAlgorithmName.SHA512 ? Sha512 : Sha256;
}
