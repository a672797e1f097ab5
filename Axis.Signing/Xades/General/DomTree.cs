using System.Xml;
using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Signing.Xades.General;

/// <summary>The element tree of a parsed document, for readers that take values from trees.</summary>
internal static class DomTree
{
    private const int Deepest = 64;

    /// <summary>Copies an element; white space beside child elements is dropped, deeper nesting than any packet has is cut.</summary>
    public static ElementNode Of(XmlElement element) => Of(element, 0);

    /// <summary>The files of a packet with sizes and digests of what their base64 decodes to; a broken one counts as empty.</summary>
    public static IReadOnlyList<SignedFile> Files(ElementNode root) =>
        [.. (root.Child(EdxmlNames.Namespace, "AttachmentEncoded")?.Children ?? []).Select(static a =>
        {
            var text = a.Child(EdxmlNames.Namespace, "ContentTransferEncoded")?.Text ?? "";
            var bytes = new byte[(text.Length / 4 * 3) + 3];
            var length = Convert.TryFromBase64String(text, bytes, out var written) ? written : 0;
            return new SignedFile(a.Child(EdxmlNames.Namespace, "AttachmentName")?.Text ?? "", length, Digest.Of(bytes.AsSpan(0, length)));
        })];

    private static ElementNode Of(XmlElement element, int depth)
    {
        var children = element.ChildNodes.OfType<XmlElement>().ToList();
        var node = new ElementNode
        {
            Prefix = element.Prefix,
            LocalName = element.LocalName,
            NamespaceUri = element.NamespaceURI,
            Attributes = [.. element.Attributes.Cast<XmlAttribute>()
                .Where(static a => a.Prefix != "xmlns" && a.Name != "xmlns")
                .Select(static a => new AttributeNode(a.Prefix, a.LocalName, a.NamespaceURI, a.Value))],
            Text = children.Count > 0 ? "" : element.InnerText,
        };
        if (depth < Deepest)
        {
            node.Children.AddRange(children.Select(c => Of(c, depth + 1)));
        }

        return node;
    }
}
