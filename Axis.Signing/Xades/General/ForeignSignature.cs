using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>A Signature block read by the schema (XMLDSig 1.1 §4): every part once, in order, and nothing else among them.</summary>
internal sealed record ForeignSignature
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const int MostReferences = 64;

    // The schema's attributes (XMLDSig 1.1 §4, §10). One more is a message to some other reader.
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["Signature"] = ["Id"],
        ["SignedInfo"] = ["Id"],
        ["SignatureValue"] = ["Id"],
        ["CanonicalizationMethod"] = ["Algorithm"],
        ["SignatureMethod"] = ["Algorithm"],
        ["Reference"] = ["Id", "URI", "Type"],
        ["Transforms"] = [],
        ["Transform"] = ["Algorithm"],
        ["DigestMethod"] = ["Algorithm"],
        ["DigestValue"] = [],
    };

    public required TreeElement Block { get; init; }

    public required TreeElement SignedInfo { get; init; }

    public required CanonicalForm Canonicalization { get; init; }

    public required SignatureMethod Method { get; init; }

    public required byte[] Value { get; init; }

    public required IReadOnlyList<ForeignReference> References { get; init; }

    public TreeElement? KeyInfo { get; init; }

    public required IReadOnlyList<TreeElement> Objects { get; init; }

    /// <summary>Reads a block. Nothing is run yet.</summary>
    /// <exception cref="ForeignSignatureException">It is not of the schema, or names something that is not listed.</exception>
    public static ForeignSignature Read(TreeElement block)
    {
        var parts = block.Elements.ToList();
        if (parts is not [{ LocalName: "SignedInfo" }, { LocalName: "SignatureValue" }, ..] || parts.Exists(static p => p.NamespaceUri != Ds))
        {
            throw ForeignSignatureException.Form("Khối chữ ký thiếu SignedInfo hoặc SignatureValue, hoặc có phần tử lạ.");
        }

        var keyInfo = parts.Count > 2 && parts[2].LocalName == "KeyInfo" ? parts[2] : null;
        var objects = parts.Skip(keyInfo is null ? 2 : 3).ToList();
        if (objects.Exists(static o => o.LocalName != "Object"))
        {
            throw ForeignSignatureException.Form("Khối chữ ký có thành phần lặp hoặc sai thứ tự.");
        }

        var info = parts[0].Elements.ToList();
        if (info is not [{ LocalName: "CanonicalizationMethod" }, { LocalName: "SignatureMethod" }, _, ..]
            || info.Exists(static p => p.NamespaceUri != Ds)
            || info.Skip(2).Any(static r => r.LocalName != "Reference"))
        {
            throw ForeignSignatureException.Form("SignedInfo thiếu thành phần, hoặc có thành phần lặp, lạ, sai thứ tự.");
        }

        foreach (var element in XmlTree.Descendants(parts[0]).Append(block).Append(parts[1]))
        {
            RefuseAttributes(element);
        }

        return new ForeignSignature
        {
            Block = block,
            SignedInfo = parts[0],
            Canonicalization = ReferenceTransforms.Canonicalization(info[0]),
            Method = SignatureMethods.Read(info[1]),
            Value = Base64(parts[1]),
            References = ReadReferences(info.Skip(2)),
            KeyInfo = keyInfo,
            Objects = objects,
        };
    }

    /// <summary>Reads the references of SignedInfo or of a Manifest.</summary>
    /// <exception cref="ForeignSignatureException">One names something that is not listed, or there are too many.</exception>
    public static IReadOnlyList<ForeignReference> ReadReferences(IEnumerable<TreeElement> elements)
    {
        var list = elements.ToList();
        return list.Count > MostReferences
            ? throw ForeignSignatureException.Form($"Chữ ký có hơn {MostReferences} tham chiếu.")
            : [.. list.Select(Reference)];
    }

    private static void RefuseAttributes(TreeElement element)
    {
        if (element.NamespaceUri == Ds && Attributes.TryGetValue(element.LocalName, out var known)
            && element.Attributes.FirstOrDefault(a => a.NamespaceUri.Length > 0 || !known.Contains(a.LocalName)) is { LocalName: { } unknown })
        {
            throw ForeignSignatureException.Form($"{element.LocalName} có thuộc tính lạ '{unknown}'.");
        }
    }

    private static ForeignReference Reference(TreeElement element)
    {
        var parts = element.Elements.ToList();
        var transforms = parts.Count == 3 && parts[0].LocalName == "Transforms" ? parts[0] : null;
        var rest = transforms is null ? parts : parts[1..];
        if (rest is not [{ LocalName: "DigestMethod" }, { LocalName: "DigestValue" }] || parts.Exists(static p => p.NamespaceUri != Ds))
        {
            throw ForeignSignatureException.Form("Một tham chiếu thiếu thành phần, hoặc có thành phần lạ.");
        }

        var uri = element.Attribute("URI") ?? throw ForeignSignatureException.NotFound("Một tham chiếu không nói trỏ tới đâu (không có URI).");
        var algorithm = rest[0].Attribute("Algorithm");
        var digest = DigestMethods.Parse(algorithm) ?? throw ForeignSignatureException.Algorithm($"Hàm băm '{algorithm}' không nằm trong danh sách được phép.");
        return new ForeignReference(uri, element.Attribute("Type"), ReferenceTransforms.Read(transforms), digest, Base64(rest[1]), element);
    }

    private static byte[] Base64(TreeElement element)
    {
        var text = element.Text;
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : throw ForeignSignatureException.Form($"{element.LocalName} không phải base64.");
    }
}
