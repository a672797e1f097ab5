using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>A parsed document as the tree that packet readers take values from.</summary>
internal static class ContentsTree
{
    /// <summary>Copies an element; white space beside child elements is dropped.</summary>
    public static ElementNode Of(TreeElement element)
    {
        var isLeaf = !element.Elements.Any();
        var node = new ElementNode
        {
            Prefix = element.Prefix,
            LocalName = element.LocalName,
            NamespaceUri = element.NamespaceUri,
            Attributes = [.. element.Attributes.Select(static a => new AttributeNode(a.Prefix, a.LocalName, a.NamespaceUri, a.Value))],
            Text = isLeaf ? element.Text : "",
        };
        node.Children.AddRange(element.Elements.Select(Of));
        return node;
    }

    /// <summary>The files of a packet with sizes and digests of what their base64 decodes to; a broken one counts as empty.</summary>
    public static IReadOnlyList<SignedFile> Files(ElementNode root) =>
        [.. (root.Child(EdxmlNames.Namespace, "AttachmentEncoded")?.Children ?? []).Select(static a =>
        {
            var text = a.Child(EdxmlNames.Namespace, "ContentTransferEncoded")?.Text ?? "";
            var bytes = new byte[(text.Length / 4 * 3) + 3];
            var length = Convert.TryFromBase64String(text, bytes, out var written) ? written : 0;
            return new SignedFile(a.Child(EdxmlNames.Namespace, "AttachmentName")?.Text ?? "", length, Digest.Of(bytes.AsSpan(0, length)));
        })];
}
