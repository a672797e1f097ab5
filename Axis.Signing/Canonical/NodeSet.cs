namespace Axis.Signing.Canonical;

/// <summary>
/// A document subset of the only kind that the closed list of transforms can make: a whole document or one element with all its nodes, less whole elements.
/// </summary>
/// <param name="Tree">The document.</param>
/// <param name="Apex">The element; <c>null</c> for the whole document.</param>
/// <param name="Comments">Whether its comments belong to it.</param>
public sealed record NodeSet(XmlTree Tree, TreeElement? Apex, bool Comments)
{
    /// <summary>Elements taken out with everything in them.</summary>
    public IReadOnlySet<TreeElement> Without { get; init; } = new HashSet<TreeElement>();
}
