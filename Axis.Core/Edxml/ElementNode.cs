namespace Axis.Core.Edxml;

/// <summary>One attribute as parsed (namespace declarations are not among them).</summary>
public readonly record struct AttributeNode(string Prefix, string LocalName, string NamespaceUri, string Value);

/// <summary>
/// A parsed element of a packet's skeleton (attachment bytes are never in it). Both readers, the strict native one and the tolerant one, produce this tree;
/// data are bound from it and from nothing else.
/// </summary>
public sealed class ElementNode
{
    /// <summary>Prefix as written; empty for none.</summary>
    public required string Prefix { get; init; }

    /// <summary>Local name.</summary>
    public required string LocalName { get; init; }

    /// <summary>Namespace; empty for none.</summary>
    public required string NamespaceUri { get; init; }

    /// <summary>Attributes in document order.</summary>
    public IReadOnlyList<AttributeNode> Attributes { get; init; } = [];

    /// <summary>Child elements in document order.</summary>
    public List<ElementNode> Children { get; } = [];

    /// <summary>Direct text, concatenated, with references resolved.</summary>
    public string Text { get; set; } = "";

    /// <summary>Byte offset of the start tag's '&lt;' in the skeleton; −1 when the tree was not read from native bytes.</summary>
    public int Start { get; set; } = -1;

    /// <summary>Byte offset just after the start tag's '&gt;'.</summary>
    public int ContentStart { get; set; } = -1;

    /// <summary>Byte offset just after the end tag's '&gt;'.</summary>
    public int End { get; set; } = -1;

    /// <summary>First child of the name in the namespace.</summary>
    public ElementNode? Child(string namespaceUri, string localName)
    {
        foreach (var child in Children)
        {
            if (child.LocalName == localName && child.NamespaceUri == namespaceUri)
            {
                return child;
            }
        }

        return null;
    }
}
