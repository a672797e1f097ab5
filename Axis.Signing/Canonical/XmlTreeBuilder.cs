using System.Xml;

namespace Axis.Signing.Canonical;

/// <summary>Builds a tree from a reader's nodes, counting as it goes.</summary>
internal sealed class XmlTreeBuilder(XmlTreeLimits limits)
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private readonly List<TreeNode> _top = [];
    private TreeElement? _open;
    private TreeElement? _root;
    private int _depth;
    private int _nodes;

    public XmlTree Build(XmlReader reader)
    {
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Open(reader);
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    // White space beside the root is no node (XPath 1.0 §5.1).
                    if (_open is not null)
                    {
                        Add(new TreeText(reader.Value));
                    }

                    break;
                case XmlNodeType.Comment:
                    Add(new TreeComment(reader.Value));
                    break;
                case XmlNodeType.ProcessingInstruction:
                    Add(new TreeInstruction(reader.Name, reader.Value));
                    break;
                case XmlNodeType.XmlDeclaration:
                    break;
                default:
                    throw new XmlTreeException($"Tài liệu có thành phần {reader.NodeType} không được phép.");
            }
        }

        return new XmlTree(_top, _root!);
    }

    private void Open(XmlReader reader)
    {
        if (++_depth > limits.Depth)
        {
            throw new XmlTreeException($"Phần tử lồng nhau quá {limits.Depth} lớp.");
        }

        if (reader.AttributeCount > limits.Attributes)
        {
            throw new XmlTreeException($"Phần tử '{reader.LocalName}' có quá {limits.Attributes} thuộc tính.");
        }

        var element = new TreeElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        var empty = reader.IsEmptyElement;
        Attributes(reader, element);
        Add(element);
        if (_open is null)
        {
            _root = element;
        }

        _open = element;
        if (empty)
        {
            Close();
        }
    }

    private static void Attributes(XmlReader reader, TreeElement element)
    {
        if (!reader.HasAttributes)
        {
            return;
        }

        List<TreeAttribute>? attributes = null;
        List<TreeNamespace>? namespaces = null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == XmlnsNamespace)
            {
                (namespaces ??= []).Add(new TreeNamespace(reader.Prefix.Length == 0 ? "" : reader.LocalName, reader.Value));
            }
            else
            {
                (attributes ??= []).Add(new TreeAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
            }
        }

        reader.MoveToElement();
        element.Attributes = attributes ?? element.Attributes;
        element.Namespaces = namespaces ?? element.Namespaces;
    }

    private void Close()
    {
        _open = _open!.Parent;
        _depth--;
    }

    private void Add(TreeNode node)
    {
        if (++_nodes > limits.Nodes)
        {
            throw new XmlTreeException($"Tài liệu có quá {limits.Nodes} nút.");
        }

        if (_open is null)
        {
            _top.Add(node);
        }
        else
        {
            node.Parent = _open;
            _open.Content.Add(node);
        }
    }
}
