using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>
/// Finds what a signature leaves open. A signature that holds over one element says nothing of the rest of its file, and a reader that takes data from the rest is
/// what signature wrapping lives on; so a file passes only when all of it is covered but signatures and bare elements that hold them.
/// </summary>
internal sealed class Coverage(ForeignSignature signature, IReadOnlyList<ReferenceTarget> targets)
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly HashSet<TreeElement> _apexes = [.. targets.Where(static t => t is { Apex: not null, TextOnly: false }).Select(static t => t.Apex!)];
    private readonly HashSet<TreeElement> _texts = [.. targets.Where(static t => t is { Apex: not null, TextOnly: true }).Select(static t => t.Apex!)];

    /// <summary>Path of the first part that is not covered; <c>null</c> when there is none.</summary>
    public string? Gap(XmlTree tree) => Gap(tree.Root, targets.Any(static t => t is { Whole: true, TextOnly: false }));

    // What covers is carried down, not asked of every element: only signatures are ever taken out, and none is entered here.
    private string? Gap(TreeElement element, bool covered)
    {
        if (element is { LocalName: "Signature", NamespaceUri: Ds })
        {
            // Other signatures are examined by themselves.
            return ReferenceEquals(element, signature.Block) ? OwnObjects() : null;
        }

        covered |= _apexes.Contains(element);
        if (!covered && !IsText(element) && !IsBare(element))
        {
            return element.Path;
        }

        foreach (var child in element.Elements)
        {
            if (Gap(child, covered) is { } gap)
            {
                return gap;
            }
        }

        return null;
    }

    private string? OwnObjects()
    {
        foreach (var o in signature.Objects.Where(o => !targets.Any(t => t.Covers(o))))
        {
            var open = o.Elements.FirstOrDefault(e => !IsProperties(e) && !targets.Any(t => t.Covers(e)));
            if (open is not null || o.Children.OfType<TreeText>().Any(static t => !string.IsNullOrWhiteSpace(t.Value)))
            {
                return (open ?? o).Path;
            }
        }

        return null;
    }

    /// <summary>Signed properties are covered by themselves, unsigned ones are meant to be open.</summary>
    private bool IsProperties(TreeElement element) => element.LocalName == "QualifyingProperties"
        && element.Elements.All(e => e.LocalName == "UnsignedProperties" || targets.Any(t => t.Covers(e)));

    // Of an element whose text was signed neither the attributes nor anything else in it were.
    private bool IsText(TreeElement element) => _texts.Contains(element) && !element.Elements.Any() && OnlyNamed(element);

    private static bool OnlyNamed(TreeElement element) => element.Attributes.All(static a => a.NamespaceUri == SchemaInstance || a.LocalName is "Id" or "ID" or "id");

    private static bool IsBare(TreeElement element) =>
        OnlyNamed(element)
        && element.Children.OfType<TreeText>().All(static t => string.IsNullOrWhiteSpace(t.Value))
        && element.Elements.Any();
}
