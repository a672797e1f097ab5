using System.Security.Cryptography;

namespace Axis.Signing.Xades.General;

/// <summary>A digest method (XMLDSig 1.1 §6.2, RFC 6931 §2.1).</summary>
/// <param name="Name">Short name for people.</param>
/// <param name="Hash">The function.</param>
/// <param name="Weakness">Why it proves nothing any more, in Vietnamese; <c>null</c> when it does.</param>
public sealed record DigestMethod(string Name, HashAlgorithmName Hash, string? Weakness = null);

/// <summary>The closed list of digests.</summary>
internal static class DigestMethods
{
    private const string BrokenMd5 = "MD5 đã bị phá: ai cũng tạo được hai nội dung có cùng giá trị băm";
    private const string BrokenSha1 = "SHA-1 đã bị phá: có thể tạo hai nội dung có cùng giá trị băm";

    public static DigestMethod Md5 { get; } = new("MD5", HashAlgorithmName.MD5, BrokenMd5);

    public static DigestMethod Sha1 { get; } = new("SHA-1", HashAlgorithmName.SHA1, BrokenSha1);

    public static DigestMethod Sha256 { get; } = new("SHA-256", HashAlgorithmName.SHA256);

    public static DigestMethod Sha384 { get; } = new("SHA-384", HashAlgorithmName.SHA384);

    public static DigestMethod Sha512 { get; } = new("SHA-512", HashAlgorithmName.SHA512);

    /// <summary>The digest that a URI names; <c>null</c> when it is not listed.</summary>
    public static DigestMethod? Parse(string? uri) => uri switch
    {
        "http://www.w3.org/2001/04/xmldsig-more#md5" => Md5,
        "http://www.w3.org/2000/09/xmldsig#sha1" => Sha1,
        SignatureAlgorithms.Sha256 => Sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => Sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => Sha512,
        _ => null,
    };
}
