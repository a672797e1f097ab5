using System.Text;

namespace Axis.Signing.Canonical;

/// <summary>An element of an <see cref="XmlTree"/>.</summary>
public sealed class TreeElement : TreeNode
{
    private const string Xmlns = "xmlns";

    internal TreeElement(string prefix, string localName, string namespaceUri)
    {
        Prefix = prefix;
        LocalName = localName;
        NamespaceUri = namespaceUri;
    }

    /// <summary>Prefix as written; empty for none.</summary>
    public string Prefix { get; }

    /// <summary>Local name.</summary>
    public string LocalName { get; }

    /// <summary>Namespace; empty for none.</summary>
    public string NamespaceUri { get; }

    /// <summary>Attributes in document order.</summary>
    public IReadOnlyList<TreeAttribute> Attributes { get; internal set; } = [];

    /// <summary>Namespaces declared on this very element.</summary>
    public IReadOnlyList<TreeNamespace> Namespaces { get; internal set; } = [];

    /// <summary>Children in document order.</summary>
    public IReadOnlyList<TreeNode> Children => Content;

    /// <summary>Child elements in document order.</summary>
    public IEnumerable<TreeElement> Elements => Content.OfType<TreeElement>();

    /// <summary>The string-value (XPath 1.0 §5.2): the text of all descendants.</summary>
    public string Text
    {
        get
        {
            if (Content is [TreeText only])
            {
                return only.Value;
            }

            var text = new StringBuilder();
            Append(text, this);
            return text.ToString();
        }
    }

    /// <summary>Names from the root to this element, e.g. <c>/HDon/DLHDon</c>.</summary>
    public string Path
    {
        get
        {
            var names = new Stack<string>();
            for (var element = this; element is not null; element = element.Parent)
            {
                names.Push(element.LocalName);
            }

            return "/" + string.Join('/', names);
        }
    }

    internal List<TreeNode> Content { get; } = [];

    /// <summary>Value of an attribute that is in no namespace; <c>null</c> when it is not there.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.NamespaceUri.Length == 0 && attribute.LocalName == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>Child elements of the name in the namespace.</summary>
    public IReadOnlyList<TreeElement> Named(string namespaceUri, string localName) =>
        [.. Elements.Where(c => c.LocalName == localName && c.NamespaceUri == namespaceUri)];

    /// <summary>Whether this is the element or one of its ancestors.</summary>
    public bool Holds(TreeElement element)
    {
        for (var at = element; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, this))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The namespace a prefix stands for here; <c>null</c> when it is not declared, empty for an undeclared default.</summary>
    public string? InScope(string prefix)
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            foreach (var declared in element.Namespaces)
            {
                if (declared.Prefix == prefix)
                {
                    return declared.Uri;
                }
            }
        }

        return prefix.Length == 0 ? "" : prefix == Xmlns ? null : prefix == "xml" ? XmlTree.XmlNamespace : null;
    }

    private static void Append(StringBuilder text, TreeElement element)
    {
        foreach (var child in element.Content)
        {
            switch (child)
            {
                case TreeText t:
                    text.Append(t.Value);
                    break;
                case TreeElement e:
                    Append(text, e);
                    break;
            }
        }
    }
}
