namespace Axis.Signing.Canonical;

/// <summary>
/// Attributes of <c>xml:</c> that the apex of a subset takes over from the ancestors left behind: all of them in C14N 1.0 (§2.4), in C14N 1.1 (§2.4) only lang and
/// space, with base joined.
/// </summary>
internal static class InheritedAttributes
{
    private const string Base = "base";

    public static void Add(TreeElement apex, CanonicalKind kind, List<TreeAttribute> attributes)
    {
        for (var ancestor = apex.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            foreach (var attribute in ancestor.Attributes)
            {
                if (attribute.NamespaceUri == XmlTree.XmlNamespace && Inherits(kind, attribute.LocalName) && !attributes.Exists(a => Same(a, attribute.LocalName)))
                {
                    attributes.Add(attribute);
                }
            }
        }

        if (kind == CanonicalKind.Inclusive11)
        {
            JoinBase(apex, attributes);
        }
    }

    private static bool Inherits(CanonicalKind kind, string name) => kind == CanonicalKind.Inclusive10 || name is "lang" or "space";

    private static bool Same(TreeAttribute attribute, string name) => attribute.NamespaceUri == XmlTree.XmlNamespace && attribute.LocalName == name;

    private static void JoinBase(TreeElement apex, List<TreeAttribute> attributes)
    {
        string? joined = null;
        for (var element = apex; element is not null; element = element.Parent)
        {
            foreach (var attribute in element.Attributes)
            {
                if (Same(attribute, Base))
                {
                    joined = joined is null ? attribute.Value : UriJoin.Join(attribute.Value, joined);
                }
            }
        }

        attributes.RemoveAll(static a => Same(a, Base));
        if (!string.IsNullOrEmpty(joined))
        {
            attributes.Add(new TreeAttribute("xml", Base, XmlTree.XmlNamespace, joined));
        }
    }
}
