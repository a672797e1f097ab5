using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>The closed list of signature methods. Retired ones are on it so that they can be called by their name; a MAC is, so that it is never taken for a signature.</summary>
internal static class SignatureMethods
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private const string Pss = More2007 + "rsa-pss";
    private const string Mgf1 = More2007 + "MGF1";
    private const int LongestSalt = 1024;

    private static readonly Dictionary<string, SignatureMethod> Listed = new(StringComparer.Ordinal)
    {
        [More + "rsa-md5"] = new("RSA-MD5", KeyFamily.Rsa, DigestMethods.Md5),
        [Ds + "rsa-sha1"] = new("RSA-SHA1", KeyFamily.Rsa, DigestMethods.Sha1),
        [More + "rsa-sha256"] = new("RSA-SHA256", KeyFamily.Rsa, DigestMethods.Sha256),
        [More + "rsa-sha384"] = new("RSA-SHA384", KeyFamily.Rsa, DigestMethods.Sha384),
        [More + "rsa-sha512"] = new("RSA-SHA512", KeyFamily.Rsa, DigestMethods.Sha512),
        [More2007 + "sha1-rsa-MGF1"] = WithMgf1(DigestMethods.Sha1, "SHA1"),
        [More2007 + "sha256-rsa-MGF1"] = WithMgf1(DigestMethods.Sha256, "SHA256"),
        [More2007 + "sha384-rsa-MGF1"] = WithMgf1(DigestMethods.Sha384, "SHA384"),
        [More2007 + "sha512-rsa-MGF1"] = WithMgf1(DigestMethods.Sha512, "SHA512"),
        [More + "ecdsa-sha1"] = new("ECDSA-SHA1", KeyFamily.Ecdsa, DigestMethods.Sha1),
        [More + "ecdsa-sha256"] = new("ECDSA-SHA256", KeyFamily.Ecdsa, DigestMethods.Sha256),
        [More + "ecdsa-sha384"] = new("ECDSA-SHA384", KeyFamily.Ecdsa, DigestMethods.Sha384),
        [More + "ecdsa-sha512"] = new("ECDSA-SHA512", KeyFamily.Ecdsa, DigestMethods.Sha512),
        [Ds + "dsa-sha1"] = new("DSA-SHA1", KeyFamily.Dsa, DigestMethods.Sha1),
        ["http://www.w3.org/2009/xmldsig11#dsa-sha256"] = new("DSA-SHA256", KeyFamily.Dsa, DigestMethods.Sha256),
        [More + "hmac-md5"] = new("HMAC-MD5", KeyFamily.Hmac, DigestMethods.Md5),
        [Ds + "hmac-sha1"] = new("HMAC-SHA1", KeyFamily.Hmac, DigestMethods.Sha1),
        [More + "hmac-sha256"] = new("HMAC-SHA256", KeyFamily.Hmac, DigestMethods.Sha256),
        [More + "hmac-sha384"] = new("HMAC-SHA384", KeyFamily.Hmac, DigestMethods.Sha384),
        [More + "hmac-sha512"] = new("HMAC-SHA512", KeyFamily.Hmac, DigestMethods.Sha512),
    };

    /// <summary>Reads a SignatureMethod element.</summary>
    /// <exception cref="ForeignSignatureException">It is not listed, is a MAC, or has parameters that it must not have.</exception>
    public static SignatureMethod Read(TreeElement element)
    {
        var uri = element.Attribute("Algorithm");
        if (uri == Pss)
        {
            return ReadPss(element);
        }

        if (uri is null || !Listed.TryGetValue(uri, out var method))
        {
            throw ForeignSignatureException.Algorithm($"Thuật toán ký '{uri}' không nằm trong danh sách được phép.");
        }

        if (method.Family == KeyFamily.Hmac)
        {
            throw ForeignSignatureException.Algorithm($"{method.Name} là mã xác thực dùng khóa bí mật chung, không phải chữ ký: không ai chứng minh được bên nào đã tạo ra.");
        }

        return element.Elements.Any() ? throw ForeignSignatureException.Form($"{method.Name} không có tham số, nhưng SignatureMethod lại chứa phần tử con.") : method;
    }

    private static SignatureMethod WithMgf1(DigestMethod digest, string name) =>
        new($"RSA-PSS-{name}", KeyFamily.RsaPss, digest) { Pss = new PssParameters(digest, SizeOf(digest.Hash)) };

    /// <summary>RFC 6931 §2.3.9: what is left out has the value of SHA-256.</summary>
    private static SignatureMethod ReadPss(TreeElement element)
    {
        var (digest, salt) = (DigestMethods.Sha256, (int?)null);
        DigestMethod? mask = null;
        var parameters = element.Elements.ToArray() switch
        {
            [] => [],
            [{ LocalName: "RSAPSSParams", NamespaceUri: More2007 } only] => only.Elements,
            _ => throw ForeignSignatureException.Form("SignatureMethod của RSA-PSS có phần tử con lạ."),
        };
        foreach (var parameter in parameters)
        {
            switch (parameter.LocalName)
            {
                case "DigestMethod" when parameter.NamespaceUri == Ds:
                    digest = Digest(parameter);
                    break;
                case "MaskGenerationFunction" when parameter.NamespaceUri == More2007 && parameter.Attribute("Algorithm") is null or Mgf1:
                    mask = parameter.Elements.FirstOrDefault() is { } inner ? Digest(inner) : DigestMethods.Sha256;
                    break;
                case "SaltLength" when int.TryParse(parameter.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= LongestSalt:
                    salt = length;
                    break;
                case "TrailerField" when parameter.Text.Trim() == "1":
                    break;
                default:
                    throw ForeignSignatureException.Algorithm($"Tham số '{parameter.LocalName}' của RSA-PSS không được phép.");
            }
        }

        return new SignatureMethod("RSA-PSS-" + digest.Name.Replace("-", "", StringComparison.Ordinal), KeyFamily.RsaPss, digest)
        {
            Pss = new PssParameters(mask ?? digest, salt ?? SizeOf(digest.Hash)),
        };
    }

    private static DigestMethod Digest(TreeElement element) => DigestMethods.Parse(element.Attribute("Algorithm"))
        ?? throw ForeignSignatureException.Algorithm($"Hàm băm '{element.Attribute("Algorithm")}' không nằm trong danh sách được phép.");

    internal static int SizeOf(HashAlgorithmName hash) => hash.Name switch
    {
        nameof(HashAlgorithmName.MD5) => MD5.HashSizeInBytes,
        nameof(HashAlgorithmName.SHA1) => SHA1.HashSizeInBytes,
        nameof(HashAlgorithmName.SHA256) => SHA256.HashSizeInBytes,
        nameof(HashAlgorithmName.SHA384) => SHA384.HashSizeInBytes,
        _ => SHA512.HashSizeInBytes,
    };
}
