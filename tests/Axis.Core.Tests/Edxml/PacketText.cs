using System.Text;
using System.Xml;
using System.Xml.Linq;
using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

/// <summary>Puts laid-out packets together and parses them with .NET's own DOM, independently of the readers under test.</summary>
internal static class PacketText
{
    public static string Of(PacketLayout layout, params string[] contents)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(layout.BeforeSignature.Span));
        for (var i = 0; i < layout.Pieces.Count; i++)
        {
            text.Append(Encoding.UTF8.GetString(layout.Pieces[i].Span));
            if (i < layout.Pieces.Count - 1)
            {
                text.Append(i < contents.Length ? contents[i] : "AAAA");
            }
        }

        return text.ToString();
    }

    public static ElementNode Tree(string packet, bool keepBlankText = true)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(packet), settings);
        var document = XDocument.Load(reader, keepBlankText ? LoadOptions.PreserveWhitespace : LoadOptions.None);
        return Convert(document.Root!);
    }

    private static ElementNode Convert(XElement element)
    {
        var node = new ElementNode
        {
            Prefix = PrefixOf(element),
            LocalName = element.Name.LocalName,
            NamespaceUri = element.Name.NamespaceName,
            Attributes = [.. element.Attributes().Where(static a => !a.IsNamespaceDeclaration).Select(a =>
                new AttributeNode(a.Name.Namespace == XNamespace.None ? "" : element.GetPrefixOfNamespace(a.Name.Namespace) ?? "", a.Name.LocalName, a.Name.NamespaceName, a.Value))],
        };
        if (node.LocalName != "ContentTransferEncoded")
        {
            node.Text = string.Concat(element.Nodes().OfType<XText>().Select(static t => t.Value));
        }

        node.Children.AddRange(element.Elements().Select(Convert));
        return node;
    }

    // XLinq does not keep the literal prefix; the writer uses one prefix per namespace except on the bare elements, which are known by name.
    private static string PrefixOf(XElement element)
    {
        var bare = element.Name.LocalName is "edXML" or "AttachmentEncoded" or "Attachment"
            || (element.Parent?.Name.LocalName == "Attachment" && element.Name.LocalName != "ContentTransferEncoded");
        return element.Name.NamespaceName != EdxmlNames.Namespace ? element.GetPrefixOfNamespace(element.Name.Namespace) ?? "" : bare ? "" : EdxmlNames.Prefix;
    }
}
