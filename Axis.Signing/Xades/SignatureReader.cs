using System.Globalization;
using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>
/// Takes the values out of a signature block. It only has to find them: <see cref="SignatureTemplate"/> writes the block again and the bytes decide.
/// </summary>
internal static class SignatureReader
{
    private const string Ds = EdxmlNames.XmlDsig;

    /// <summary>Reads the block.</summary>
    /// <exception cref="SignatureFormException">A part of the template is missing or unreadable.</exception>
    public static (SignatureValues Values, byte[] SignatureValue) Read(ElementNode signature)
    {
        var info = At(signature, 0, Ds, "SignedInfo");
        var algorithm = Attribute(At(info, 1, Ds, "SignatureMethod"), "Algorithm");
        var certificate = Base64(Text(At(At(At(signature, 2, Ds, "KeyInfo"), 0, Ds, "X509Data"), 0, Ds, "X509Certificate")));
        var properties = At(At(At(signature, 3, Ds, "Object"), 0, EdxmlNames.Xades, "QualifyingProperties"), 0, EdxmlNames.Xades, "SignedProperties");
        var (time, named) = Properties(properties);
        var contents = At(At(signature, 4, Ds, "Object"), 0, EdxmlNames.Contents, "contents");
        var values = new SignatureValues
        {
            Algorithm = SignatureAlgorithms.Parse(algorithm)
                ?? throw new SignatureFormException("algorithm", $"Thuật toán ký '{algorithm}' không nằm trong danh sách được phép."),
            Packet = ReferenceDigest(info, 2, 2),
            ContentsDigest = ReferenceDigest(info, 3, 1),
            PropertiesDigest = ReferenceDigest(info, 4, 1),
            Certificate = certificate,
            CertificateDigest = named,
            SigningTime = time,
            Contents = Contents(contents),
        };
        return (values, Base64(Text(At(signature, 1, Ds, "SignatureValue"))));
    }

    /// <summary>Reads the list of contents.</summary>
    /// <exception cref="SignatureFormException">A value is missing or unreadable.</exception>
    public static SignedContents Contents(ElementNode contents) => new()
    {
        Kind = Optional(contents, "Kind") switch
        {
            nameof(PacketKind.Document) => PacketKind.Document,
            nameof(PacketKind.Status) => PacketKind.Status,
            _ => throw Missing("Kind"),
        },
        DocumentId = Optional(contents, "DocumentId"),
        From = Optional(contents, "From") ?? throw Missing("From"),
        To = [.. Named(contents, "To").Select(Text)],
        CodeNumber = Optional(contents, "CodeNumber"),
        CodeNotation = Optional(contents, "CodeNotation"),
        PromulgationDate = Optional(contents, "PromulgationDate"),
        ResponseFor = [.. Named(contents, "ResponseFor").Select(static r => new SignedResponse(
            Optional(r, "OrganId"), Optional(r, "Code"), Optional(r, "DocumentId"), Optional(r, "PromulgationDate")))],
        StatusCode = Optional(contents, "StatusCode"),
        Files = [.. Named(contents, "File").Select(File)],
    };

    private static (DateTimeOffset Time, Digest Certificate) Properties(ElementNode properties)
    {
        var signed = At(properties, 0, EdxmlNames.Xades, "SignedSignatureProperties");
        if (!SignatureTemplate.TryParseTime(Text(At(signed, 0, EdxmlNames.Xades, "SigningTime")), out var time))
        {
            throw new SignatureFormException("signature-form", "SigningTime không ở dạng UTC đến giây.");
        }

        var cert = At(At(signed, 1, EdxmlNames.Xades, "SigningCertificateV2"), 0, EdxmlNames.Xades, "Cert");
        return (time, AsDigest(Text(At(At(cert, 0, EdxmlNames.Xades, "CertDigest"), 1, Ds, "DigestValue"))));
    }

    private static SignedFile File(ElementNode file) =>
        long.TryParse(Optional(file, "Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new SignedFile(Optional(file, "Name") ?? throw Missing("Name"), size, AsDigest(Optional(file, "Sha256") ?? ""))
            : throw Missing("Size");

    private static Digest ReferenceDigest(ElementNode info, int index, int transforms)
    {
        var reference = At(info, index, Ds, "Reference");
        var method = At(reference, 1, Ds, "DigestMethod");
        if (Attribute(method, "Algorithm") != SignatureAlgorithms.Sha256)
        {
            throw new SignatureFormException("algorithm", "Thuật toán băm của tham chiếu không phải SHA-256.");
        }

        if (At(reference, 0, Ds, "Transforms").Children.Count != transforms)
        {
            throw new SignatureFormException("signature-form", "Danh sách phép biến đổi của tham chiếu không đúng mẫu.");
        }

        return AsDigest(Text(At(reference, 2, Ds, "DigestValue")));
    }

    private static ElementNode At(ElementNode parent, int index, string uri, string name) =>
        index < parent.Children.Count && parent.Children[index] is var child && child.LocalName == name && child.NamespaceUri == uri
            ? child
            : throw Missing(name);

    private static string? Attribute(ElementNode element, string name)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.LocalName == name && attribute.Prefix.Length == 0)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    private static string Text(ElementNode element) => element.Text;

    private static string? Optional(ElementNode parent, string name) => parent.Child(EdxmlNames.Contents, name)?.Text;

    private static IEnumerable<ElementNode> Named(ElementNode parent, string name) =>
        parent.Children.Where(c => c.LocalName == name && c.NamespaceUri == EdxmlNames.Contents);

    private static Digest AsDigest(string base64)
    {
        var bytes = Base64(base64);
        return bytes.Length == Digest.Size ? new Digest(bytes) : throw new SignatureFormException("signature-form", "Giá trị băm không phải 32 byte.");
    }

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var written)
            ? bytes[..written]
            : throw new SignatureFormException("signature-form", "Khối chữ ký có giá trị base64 hỏng.");
    }

    private static SignatureFormException Missing(string name) =>
        new("signature-form", $"Khối chữ ký không đúng mẫu: thiếu hoặc sai vị trí {name}.");
}
