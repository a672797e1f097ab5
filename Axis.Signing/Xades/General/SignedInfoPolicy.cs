using System.Xml;
using Axis.Core.Edxml;

namespace Axis.Signing.Xades.General;

/// <summary>
/// The closed lists of the general path, applied to the document's own elements before any library sees the signature: what is not listed is not
/// run, whatever the document asks for. No remote reference, no XPath, no XSLT, no HMAC, no SHA-1.
/// </summary>
internal static class SignedInfoPolicy
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const int MostReferences = 32;

    private static readonly HashSet<string> Canonicalizations =
    [
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        SignatureAlgorithms.ExclusiveC14N,
    ];

    private static readonly HashSet<string> Digests =
    [
        SignatureAlgorithms.Sha256, "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512",
    ];

    private static readonly HashSet<string> Methods =
    [
        SignatureAlgorithms.RsaSha256,
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        SignatureAlgorithms.EcdsaSha256,
        SignatureAlgorithms.EcdsaSha384,
    ];

    /// <summary>What keeps the block from being verified, in Vietnamese; <c>null</c> when nothing does. Whether it is the algorithms is the second value.</summary>
    public static (string? Problem, bool Algorithm) Judge(XmlDocument document, XmlElement block)
    {
        if (Children(block, "SignedInfo") is not [var info] || Children(block, "SignatureValue") is not [_] || Children(block, "KeyInfo").Count > 1)
        {
            return ("Khối chữ ký thiếu hoặc lặp SignedInfo, SignatureValue, KeyInfo.", false);
        }

        if (Unlisted(info, "CanonicalizationMethod", Canonicalizations) is { } canonicalization)
        {
            return (canonicalization, true);
        }

        if (Unlisted(info, "SignatureMethod", Methods) is { } method)
        {
            return (method, true);
        }

        var references = Children(info, "Reference");
        if (references.Count is 0 or > MostReferences)
        {
            return ("Chữ ký không có tham chiếu nào, hoặc có quá nhiều.", false);
        }

        return references.Select(r => JudgeReference(document, r)).FirstOrDefault(static r => r.Problem is not null);
    }

    /// <summary>What a reference covers, in words.</summary>
    public static string Covers(XmlDocument document, XmlElement reference)
    {
        var uri = reference.GetAttribute("URI");
        return uri.Length == 0
            ? "toàn bộ tài liệu, trừ chữ ký"
            : $"{uri} ({HardenedSignedXml.WithId(document, uri[1..]) switch { [var only] => only.LocalName, _ => "?" }})";
    }

    /// <summary>Child elements of the XMLDSig namespace with the name.</summary>
    public static List<XmlElement> Children(XmlElement parent, string name) =>
        [.. parent.ChildNodes.OfType<XmlElement>().Where(c => c.LocalName == name && c.NamespaceURI == Ds)];

    private static (string? Problem, bool Algorithm) JudgeReference(XmlDocument document, XmlElement reference)
    {
        var uri = reference.GetAttributeNode("URI")?.Value;
        if (uri is null || (uri.Length > 0 && (uri[0] != '#' || uri.Contains('(', StringComparison.Ordinal))))
        {
            return ($"Tham chiếu '{uri}' ra ngoài tài liệu: không được phép, không tải.", false);
        }

        if (uri.Length > 0 && HardenedSignedXml.WithId(document, uri[1..]).Length != 1)
        {
            return ($"Tham chiếu '{uri}' không trỏ tới đúng một phần tử.", false);
        }

        if (Unlisted(reference, "DigestMethod", Digests) is { } digest)
        {
            return (digest, true);
        }

        var lists = Children(reference, "Transforms");
        if (lists.Count > 1)
        {
            return ("Tham chiếu có nhiều danh sách phép biến đổi.", false);
        }

        foreach (var transform in lists.SelectMany(static l => Children(l, "Transform")))
        {
            var algorithm = transform.GetAttribute("Algorithm");
            if (algorithm != SignatureAlgorithms.EnvelopedSignature && !Canonicalizations.Contains(algorithm))
            {
                return ($"Phép biến đổi '{algorithm}' không nằm trong danh sách được phép, nên không chạy.", true);
            }
        }

        return lists.Sum(static l => Children(l, "Transform").Count) > 3 ? ("Tham chiếu có quá nhiều phép biến đổi.", false) : (null, false);
    }

    private static string? Unlisted(XmlElement parent, string name, HashSet<string> listed)
    {
        if (Children(parent, name) is not [var only])
        {
            return $"Khối chữ ký thiếu hoặc lặp {name}.";
        }

        var algorithm = only.GetAttribute("Algorithm");
        return listed.Contains(algorithm) ? null : $"Thuật toán '{algorithm}' ({name}) không nằm trong danh sách được phép.";
    }
}
