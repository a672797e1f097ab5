using System.Text;
using System.Xml;
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

    public static ElementNode Tree(string packet)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(packet), settings);
        var document = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
        document.Load(reader);
        return Convert(document.DocumentElement!);
    }

    private static ElementNode Convert(XmlElement element)
    {
        var node = new ElementNode
        {
            Prefix = element.Prefix,
            LocalName = element.LocalName,
            NamespaceUri = element.NamespaceURI,
            Attributes = [.. element.Attributes.Cast<XmlAttribute>().Where(static a => a.NamespaceURI != "http://www.w3.org/2000/xmlns/").Select(static a =>
                new AttributeNode(a.Prefix, a.LocalName, a.NamespaceURI, a.Value))],
        };
        if (node.LocalName != "ContentTransferEncoded")
        {
            node.Text = string.Concat(element.ChildNodes.Cast<XmlNode>().Where(static n => n is XmlCharacterData and not XmlComment).Select(static n => n.Value));
        }

        node.Children.AddRange(element.ChildNodes.OfType<XmlElement>().Select(Convert));
        return node;
    }
}
