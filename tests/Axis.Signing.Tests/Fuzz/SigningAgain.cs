using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>Signs a changed packet anew: the packet's and the contents' digests and the value are put right, whatever else is wrong with it.</summary>
internal static partial class SigningAgain
{
    private static readonly CanonicalForm Form = new(CanonicalKind.Exclusive10);

    /// <summary>The packet with values that hold; as it was when it cannot be parsed or has no single signature.</summary>
    public static string Sign(string text, PublishedKey key)
    {
        if (Read(text) is not { } before || One(before) is not { } block)
        {
            return text;
        }

        var packet = Digest(new NodeSet(before, null, Comments: false) { Without = new HashSet<TreeElement> { block } });
        var digested = PacketDigest().Replace(text, m => m.Groups[1].Value + packet, 1);
        if (Read(digested) is not { } after || One(after)?.Named(EdxmlNames.XmlDsig, "SignedInfo") is not [var info])
        {
            return text;
        }

        var value = key.Sign(Canonicalizer.ToArray(new NodeSet(after, info, Comments: false), Form));
        return Value().Replace(digested, m => m.Groups[1].Value + Convert.ToBase64String(value), 1);
    }

    private static XmlTree? Read(string text)
    {
        try
        {
            return XmlTree.Read(new MemoryStream(Packets.Raw(text)), XmlTreeLimits.Default);
        }
        catch (XmlTreeException)
        {
            // A change that broke the XML: there is nothing to sign.
            return null;
        }
    }

    private static TreeElement? One(XmlTree tree) =>
        tree.Elements.Where(static e => e is { LocalName: "Signature", NamespaceUri: EdxmlNames.XmlDsig }).ToArray() is [var only] ? only : null;

    private static string Digest(NodeSet nodes) => Convert.ToBase64String(SHA256.HashData(Canonicalizer.ToArray(nodes, Form)));

    [GeneratedRegex("(URI=[\"']{2}[^#]*?<ds:DigestValue>)[^<]*", RegexOptions.Singleline)]
    private static partial Regex PacketDigest();

    [GeneratedRegex("(<ds:SignatureValue[^>]*>)[^<]*")]
    private static partial Regex Value();
}
