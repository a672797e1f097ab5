using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Axis.Signing.Xades.General;

/// <summary>SignedXml that resolves nothing, finds an id only when it is unique, and answers for the value and for each reference by itself.</summary>
internal sealed class HardenedSignedXml : SignedXml
{
    private readonly XmlElement _block;
    private readonly XmlDocument _document;

    static HardenedSignedXml() => EcdsaSignatureDescription.Register();

    public HardenedSignedXml(XmlDocument document, XmlElement block)
        : base(document)
    {
        _document = document;
        _block = block;
        Resolver = null!;
    }

    /// <summary>Every element with the id, under any of the three spellings that readers honour.</summary>
    public static XmlElement[] WithId(XmlDocument document, string id) =>
        [.. document.SelectNodes("//*[@Id or @ID or @id]")!.Cast<XmlElement>().Where(
            e => e.GetAttribute("Id") == id || e.GetAttribute("ID") == id || e.GetAttribute("id") == id)];

    /// <inheritdoc/>
    public override XmlElement? GetIdElement(XmlDocument? document, string idValue) =>
        document is not null && WithId(document, idValue) is [var only] ? only : null;

    /// <summary>Whether SignatureValue is the key's over SignedInfo.</summary>
    public static bool ValueHolds(XmlDocument document, XmlElement block, AsymmetricAlgorithm key) => new HardenedSignedXml(document, block).Holds(key, null);

    /// <summary>Whether one reference's digest holds (given that the value does).</summary>
    public static bool ReferenceHolds(XmlDocument document, XmlElement block, AsymmetricAlgorithm key, int index) =>
        new HardenedSignedXml(document, block).Holds(key, index);

    private bool Holds(AsymmetricAlgorithm key, int? only)
    {
        LoadXml(_block);
        var references = SignedInfo!.References;
        for (var i = references.Count - 1; i >= 0; i--)
        {
            if (i != only)
            {
                references.RemoveAt(i);
            }
        }

        return _document.DocumentElement is not null && CheckSignature(key);
    }
}
