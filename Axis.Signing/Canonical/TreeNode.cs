namespace Axis.Signing.Canonical;

/// <summary>A node of an <see cref="XmlTree"/> (XPath 1.0 §5 without attribute and namespace nodes, which belong to their element).</summary>
public abstract class TreeNode
{
    /// <summary>The element it stands in; <c>null</c> at the top of the document.</summary>
    public TreeElement? Parent { get; internal set; }
}

/// <summary>Character data, with references resolved and CDATA opened.</summary>
/// <param name="Value">The characters.</param>
public sealed class TreeText(string Value) : TreeNode
{
    /// <summary>The characters.</summary>
    public string Value { get; } = Value;
}

/// <summary>A comment.</summary>
/// <param name="Value">What stands between the dashes.</param>
public sealed class TreeComment(string Value) : TreeNode
{
    /// <summary>What stands between the dashes.</summary>
    public string Value { get; } = Value;
}

/// <summary>A processing instruction.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Value">What follows the name; empty for nothing.</param>
public sealed class TreeInstruction(string Target, string Value) : TreeNode
{
    /// <summary>Its name.</summary>
    public string Target { get; } = Target;

    /// <summary>What follows the name; empty for nothing.</summary>
    public string Value { get; } = Value;
}

/// <summary>An attribute; namespace declarations are not among them.</summary>
public readonly record struct TreeAttribute(string Prefix, string LocalName, string NamespaceUri, string Value);

/// <summary>A namespace declaration; the empty prefix is the default namespace, the empty name undeclares it.</summary>
public readonly record struct TreeNamespace(string Prefix, string Uri);
