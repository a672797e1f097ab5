using System.Text;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Signing.Tests.Canonical;

/// <summary>Random documents in canonical spelling: nested elements in several namespaces, attributes, text with what must be escaped.</summary>
internal static class CanonicalDocuments
{
    private static readonly (string Prefix, string Uri)[] Names =
        [("", "urn:a:1"), ("", "urn:b:2"), ("p", "urn:a:1"), ("p", "urn:c:3"), ("q", "urn:b:2"), ("", "")];

    private static readonly string[] Texts =
        ["", "văn bản", "a & b < c > d", "\"nháy\" 'đơn'", "tab\tvà dòng\n", "😀 emoji", "]]&gt;", "\u0085\u2028 lạ"];

    public static Gen<byte[]> Any { get; } =
        from seed in Gen.Choose(0, int.MaxValue)
        from size in Gen.Choose(1, 40)
        select Make(new Random(seed), size);

    private static byte[] Make(Random random, int size)
    {
        var w = new CanonicalWriter();
        w.Bytes(Encoding.ASCII.GetBytes(EdxmlNames.Declaration + "\n"));
        Element(w, random, ref size, 0);
        return w.ToArray();
    }

    private static void Element(CanonicalWriter w, Random random, ref int budget, int depth)
    {
        budget--;
        var (prefix, uri) = Names[random.Next(Names.Length)];
        w.Start(prefix, "e" + random.Next(4), uri);
        for (var i = 0; i < random.Next(3); i++)
        {
            w.Attribute("a" + i, Texts[random.Next(Texts.Length)].Replace("\t", "", StringComparison.Ordinal));
        }

        w.Open();
        if (depth < 8 && budget > 0 && random.Next(3) > 0)
        {
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                Element(w, random, ref budget, depth + 1);
            }
        }
        else
        {
            w.Text(Texts[random.Next(Texts.Length)]);
        }

        w.End();
    }
}
