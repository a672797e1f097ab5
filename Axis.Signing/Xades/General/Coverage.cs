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

    /// <summary>Path of the first part that is not covered; <c>null</c> when there is none.</summary>
    public string? Gap(XmlTree tree) => Gap(tree.Root);

    private string? Gap(TreeElement element)
    {
        if (element is { LocalName: "Signature", NamespaceUri: Ds })
        {
            // Other signatures are examined by themselves.
            return ReferenceEquals(element, signature.Block) ? OwnObjects() : null;
        }

        if (!targets.Any(t => t.Covers(element)) && !IsBare(element))
        {
            return element.Path;
        }

        return element.Elements.Select(Gap).FirstOrDefault(static gap => gap is not null);
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

    private static bool IsBare(TreeElement element) =>
        element.Attributes.All(static a => a.NamespaceUri == SchemaInstance || a.LocalName is "Id" or "ID" or "id")
        && element.Children.OfType<TreeText>().All(static t => string.IsNullOrWhiteSpace(t.Value))
        && element.Elements.Any();
}
