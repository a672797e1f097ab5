using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>Follows references inside the document and to files beside it, and digests what they come to (XMLDSig 1.1 §4.4.3.2).</summary>
internal sealed partial class ReferenceRun(XmlTree tree, TreeElement block, IDetachedFiles files, WorkBudget budget)
{
    private const int LargestBetween = 256 << 20;

    private HashSet<TreeElement>? _signatures;

    /// <summary>What the reference covers, and whether its digest is what it says.</summary>
    /// <exception cref="ForeignSignatureException">It points at nothing that may be read, or its transforms do not fit.</exception>
    public (ReferenceTarget Target, bool Holds) Follow(ForeignReference reference)
    {
        budget.SpendReference();
        var (data, target) = Start(reference);
        var opened = data is OctetData { Octets: var file } ? file : null;
        try
        {
            foreach (var transform in reference.Transforms)
            {
                (data, target) = Apply(transform, data, target);
            }

            using var digest = new DigestStream(reference.Digest.Hash, budget);
            Write(data, digest);
            return (target, CryptographicOperations.FixedTimeEquals(digest.Finish(), reference.Value));
        }
        finally
        {
            opened?.Dispose();
        }
    }

    private (ReferenceData, ReferenceTarget) Start(ForeignReference reference)
    {
        var uri = reference.Uri;
        if (uri is "" or "#xpointer(/)")
        {
            return (new NodeData(new NodeSet(tree, null, Comments: uri.Length > 0)), new ReferenceTarget(uri, Whole: true, null, new HashSet<TreeElement>(), TextOnly: false));
        }

        if (uri[0] != '#')
        {
            var stream = files.Open(uri) ?? throw ForeignSignatureException.NotFound(
                $"Không tìm thấy tệp được ký '{uri}' cạnh tệp chữ ký. Chỉ nhận tên tệp ở cùng thư mục hoặc tệp nêu trên dòng lệnh; không tải gì từ mạng.");
            return (new OctetData(stream), new ReferenceTarget(uri, Whole: false, null, new HashSet<TreeElement>(), TextOnly: false));
        }

        var pointer = ById().Match(uri);
        var id = pointer.Success ? pointer.Groups[2].Value : uri[1..];
        if (!pointer.Success && id.AsSpan().IndexOfAny(['(', ')']) >= 0)
        {
            throw ForeignSignatureException.NotFound($"Tham chiếu XPointer '{uri}' không được phép: chỉ nhận #id, #xpointer(/) và #xpointer(id('…')).");
        }

        return tree.WithId(id) is [var only]
            ? (new NodeData(new NodeSet(tree, only, Comments: pointer.Success)), new ReferenceTarget(uri, Whole: false, only, new HashSet<TreeElement>(), TextOnly: false))
            : throw ForeignSignatureException.NotFound($"Tham chiếu '{uri}' không trỏ tới đúng một phần tử.");
    }

    private (ReferenceData, ReferenceTarget) Apply(ReferenceTransform transform, ReferenceData data, ReferenceTarget target) => transform switch
    {
        WithoutOwnSignature => Without(data, target, new HashSet<TreeElement> { block }),
        WithoutAnySignature => Without(data, target, Signatures()),
        FromBase64 => (new OctetData(Decoded(data)), data is NodeData ? target with { TextOnly = true } : target),
        Canonicalize { Form: var form } => (new CanonicalData(Nodes(data), form), target),
        _ => throw ForeignSignatureException.Form("Phép biến đổi không được phép."),
    };

    private (ReferenceData, ReferenceTarget) Without(ReferenceData data, ReferenceTarget target, HashSet<TreeElement> signatures)
    {
        if (data is not NodeData { Nodes: var nodes } || !ReferenceEquals(nodes.Tree, tree))
        {
            throw ForeignSignatureException.Form("Bỏ chữ ký ra chỉ có nghĩa khi áp vào chính tài liệu chứa nó, trước khi chuẩn hóa.");
        }

        var without = new HashSet<TreeElement>(nodes.Without);
        without.UnionWith(signatures);
        return (new NodeData(nodes with { Without = without }), target with { Without = without });
    }

    private HashSet<TreeElement> Signatures() =>
        _signatures ??= [.. tree.Elements.Where(static e => e is { LocalName: "Signature", NamespaceUri: EdxmlNames.XmlDsig })];

    /// <summary>Octets where nodes are wanted are parsed, with all their comments (§4.4.3.2).</summary>
    private NodeSet Nodes(ReferenceData data)
    {
        if (data is NodeData { Nodes: var nodes })
        {
            return nodes;
        }

        using var octets = Octets(data);
        try
        {
            return new NodeSet(XmlTree.Read(octets, XmlTreeLimits.Default), null, Comments: true);
        }
        catch (XmlTreeException e)
        {
            throw ForeignSignatureException.Form("Dữ liệu được ký phải chuẩn hóa như XML nhưng không đọc được. " + e.Message);
        }
    }

    private CryptoStream Decoded(ReferenceData data)
    {
        var octets = data is NodeData { Nodes: { Apex: var apex, Tree: var own } } ? Text(apex ?? own.Root) : Octets(data);
        return new CryptoStream(octets, new FromBase64Transform(FromBase64TransformMode.IgnoreWhiteSpaces), CryptoStreamMode.Read);
    }

    // Charged before it is decoded: white space decodes to nothing.
    private MemoryStream Text(TreeElement element)
    {
        var text = element.Text;
        budget.Spend(text.Length);
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private Stream Octets(ReferenceData data)
    {
        if (data is OctetData { Octets: var stream })
        {
            return stream;
        }

        var kept = new BoundedMemoryStream(LargestBetween, budget);
        Write(data, kept);
        kept.Position = 0;
        return kept;
    }

    private static void Write(ReferenceData data, Stream target)
    {
        switch (data)
        {
            case CanonicalData canonical:
                Canonicalizer.Write(canonical.Nodes, canonical.Form, target);
                break;
            case NodeData nodes:
                Canonicalizer.Write(nodes.Nodes, CanonicalForm.Default, target);
                break;
            case OctetData octets:
                octets.Octets.CopyTo(target);
                break;
        }
    }

    [GeneratedRegex("^#xpointer\\(id\\((['\"])([^'\"()]+)\\1\\)\\)$")]
    private static partial Regex ById();
}
