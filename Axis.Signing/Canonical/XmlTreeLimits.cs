namespace Axis.Signing.Canonical;

/// <summary>How much XML is read before it is called hostile.</summary>
/// <param name="Characters">Most characters of the document.</param>
/// <param name="Depth">Deepest nesting of elements; libxml2 has the same limit.</param>
/// <param name="Attributes">Most attributes and declarations of one element.</param>
/// <param name="Nodes">Most nodes of the document.</param>
/// <param name="TagBytes">Longest tag in bytes: a tag is held whole by the parser.</param>
public sealed record XmlTreeLimits(long Characters, int Depth, int Attributes, int Nodes, int TagBytes)
{
    /// <summary>For files that a person wants examined.</summary>
    public static XmlTreeLimits Default { get; } = new(512L << 20, 256, 1_000, 4_000_000, 1 << 20);
}
