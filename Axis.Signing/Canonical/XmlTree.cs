using System.Xml;

namespace Axis.Signing.Canonical;

/// <summary>
/// A document as canonicalisation sees it (XPath 1.0 §5): every node, the prefixes as written, no DTD and so no entity, no default attribute and no declared id.
/// Built by a hardened reader with limits; not changed afterwards.
/// </summary>
public sealed class XmlTree
{
    internal const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    private Dictionary<string, List<TreeElement>>? _ids;

    internal XmlTree(IReadOnlyList<TreeNode> nodes, TreeElement root)
    {
        Nodes = nodes;
        Root = root;
    }

    /// <summary>The root element with the comments and instructions beside it.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>The root element.</summary>
    public TreeElement Root { get; }

    /// <summary>Every element in document order.</summary>
    public IEnumerable<TreeElement> Elements => Descendants(Root);

    /// <summary>Reads a document. The stream stays open.</summary>
    /// <exception cref="XmlTreeException">It is not well-formed, has a DOCTYPE, or is over a limit.</exception>
    public static XmlTree Read(Stream xml, XmlTreeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(limits);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.Characters,
            CloseInput = false,
        };
        try
        {
            using var tags = new TagLimitStream(xml, limits.TagBytes);
            using var reader = XmlReader.Create(tags, settings);
            return new XmlTreeBuilder(limits).Build(reader);
        }
        catch (XmlException e)
        {
            throw new XmlTreeException($"Không phải XML đọc được, có DOCTYPE, hoặc quá lớn (dòng {e.LineNumber}, cột {e.LinePosition}).", e);
        }
    }

    /// <summary>
    /// Every element that some reader would find under the id: attributes named Id, ID or id, in no namespace, in <c>xml:</c> or in another. More than one means
    /// that the id names nothing.
    /// </summary>
    public IReadOnlyList<TreeElement> WithId(string id)
    {
        _ids ??= Index();
        return _ids.GetValueOrDefault(id) ?? [];
    }

    /// <summary>The element and all in it, in document order. With a stack of its own: nested enumerators would cost a step for every level of every element.</summary>
    internal static IEnumerable<TreeElement> Descendants(TreeElement element)
    {
        var open = new Stack<TreeElement>([element]);
        while (open.TryPop(out var next))
        {
            yield return next;
            for (var i = next.Content.Count - 1; i >= 0; i--)
            {
                if (next.Content[i] is TreeElement child)
                {
                    open.Push(child);
                }
            }
        }
    }

    private Dictionary<string, List<TreeElement>> Index()
    {
        var ids = new Dictionary<string, List<TreeElement>>(StringComparer.Ordinal);
        foreach (var element in Elements)
        {
            foreach (var attribute in element.Attributes)
            {
                if (attribute.LocalName is not ("Id" or "ID" or "id"))
                {
                    continue;
                }

                if (!ids.TryGetValue(attribute.Value, out var same))
                {
                    ids[attribute.Value] = same = [];
                }

                if (same.Count == 0 || !ReferenceEquals(same[^1], element))
                {
                    same.Add(element);
                }
            }
        }

        return ids;
    }
}
