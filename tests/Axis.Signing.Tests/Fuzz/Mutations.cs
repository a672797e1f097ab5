using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Axis.Core.Edxml;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>Changes of a packet's text. Most keep it well-formed, many keep its canonical form, some only look as if they did.</summary>
internal static partial class Mutations
{
    private const string Odd = "\u0301\u00A0\u200B\u2028\uFFFDẢ\U00010000~";

    private static readonly string[] XmlAlgorithms =
    [
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2000/09/xmldsig#base64",
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "urn:x",
    ];

    /// <summary>Every change with its name. The order is part of what a seed means: new ones go to the end.</summary>
    public static IReadOnlyList<(string Name, Func<string, Random, string> Change)> All { get; } =
    [
        ("comment", static (t, r) => Between(t, r, "<!--x-->")),
        ("comment in text", static (t, r) => InText(t, r, "<!---->")),
        ("instruction", static (t, r) => Between(t, r, "<?x y?>")),
        ("white space between", static (t, r) => Between(t, r, Pick(r, " ", "\n", "\t", "\r\n", "&#32;", "&#10;", "&#13;"))),
        ("white space in text", static (t, r) => InText(t, r, Pick(r, " ", "\n", "\t", "\r", "&#13;", "&#xD;", "&#9;", "\u00A0"))),
        ("white space in tag", static (t, r) => InTag(t, r, Pick(r, " ", "\n", "\t", "  "))),
        ("cdata", static (t, r) => Text(t, r, static (text, _) => text.Contains('&', StringComparison.Ordinal) ? text : "<![CDATA[" + text + "]]>")),
        ("split cdata", static (t, r) => Text(t, r, static (text, random) => Cut(text, random, static (a, b) => a + "<![CDATA[" + b + "]]>"))),
        ("character reference", static (t, r) => Text(t, r, Reference)),
        ("quotes", static (t, r) => Tag(t, r, static (tag, _) => tag.Contains('\'', StringComparison.Ordinal) ? tag : tag.Replace('"', '\''))),
        ("attribute order", static (t, r) => Tag(t, r, static (tag, _) => TwoAttributes().Replace(tag, "$2$1"))),
        ("superfluous namespace", static (t, r) => Tag(t, r, static (tag, random) => Attribute(tag, $"xmlns:{Pick(random, "x", "ds", "edXML", "a")}=\"{Pick(random, "urn:x", EdxmlNames.Namespace, EdxmlNames.XmlDsig)}\""))),
        ("default namespace", static (t, r) => Tag(t, r, static (tag, random) => Attribute(tag, $"xmlns=\"{Pick(random, "", "urn:x", EdxmlNames.Namespace, EdxmlNames.Contents)}\""))),
        ("namespace to the root", static (t, r) => Hoist(t, r)),
        ("other prefix", static (t, r) => t.Replace(Pick(r, "edXML:", "ds:", "xades:"), "p:", StringComparison.Ordinal).Replace(Pick(r, "xmlns:edXML=", "xmlns:ds=", "xmlns:xades="), "xmlns:p=", StringComparison.Ordinal)),
        ("xml attribute", static (t, r) => Tag(t, r, static (tag, random) => Attribute(tag, Pick(random, "xml:lang=\"vi\"", "xml:space=\"preserve\"", "xml:base=\"a/\"", "xml:id=\"contents\"")))),
        ("attribute", static (t, r) => Tag(t, r, static (tag, random) => Attribute(tag, Pick(random, "a=\"1\"", "a=\"&#9;&#10;&#13;\"", "a=\"&lt;&amp;&quot;'>\"", "Id=\"contents\"", "ID=\"signed-properties\"", "id=\"x\"")))),
        ("empty tag", static (t, r) => At(t, r, EmptyElement(), static (m, _) => m.Groups[1].Value + "/>")),
        ("full tag", static (t, r) => At(t, r, EmptyTag(), static (m, _) => $"<{m.Groups[1].Value}{m.Groups[2].Value}></{m.Groups[1].Value}>")),
        ("drop element", static (t, r) => At(t, r, Leaf(), static (_, _) => "")),
        ("repeat element", static (t, r) => At(t, r, Leaf(), static (m, _) => m.Value + m.Value)),
        ("swap elements", static (t, r) => At(t, r, TwoLeaves(), static (m, _) => m.Groups[2].Value + m.Groups[1].Value)),
        ("base64 spelling", static (t, r) => At(t, r, LongBase64(), Respell)),
        ("text", static (t, r) => Text(t, r, static (text, random) => Cut(text, random, (a, b) => a + Pick(random, "x", "0", "é", Odd, "&amp;", "&gt;") + b))),
        ("normalization", static (t, r) => Text(t, r, static (text, _) => text.Normalize(NormalizationForm.FormD))),
        ("byte order mark", static (t, _) => "\uFEFF" + t),
        ("line ends", static (t, _) => t.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("declaration", static (t, r) => Declaration().Replace(t, Pick(r, "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>", "<?xml version=\"1.1\"?>"), 1)),
        ("doctype", static (t, r) => t.Replace("?>\n", "?>\n" + Pick(r, "<!DOCTYPE edXML>", "<!DOCTYPE edXML [<!ENTITY a \"b\">]>", "<!DOCTYPE edXML [<!ATTLIST edXML a CDATA \"1\">]>"), StringComparison.Ordinal)),
        ("after the root", static (t, r) => t + Pick(r, "\n", "<!--x-->", "<?x?>", "x", "<a/>")),
        ("second signature", static (t, r) => Pick(r, t.Replace(Signature(t), Signature(t) + Signature(t), StringComparison.Ordinal), t.Replace("</ds:Signature>", "<ds:Object>" + Signature(t) + "</ds:Object></ds:Signature>", StringComparison.Ordinal))),
        ("move signature", Move),
        ("wrap", Wrap),
        ("signature part", static (t, r) => At(t, r, SignaturePart(), static (m, random) => random.Next(2) == 0 ? "" : m.Value + m.Value)),
        ("algorithm", static (t, r) => At(t, r, Algorithm(), static (_, random) => $"Algorithm=\"{Pick(random, XmlAlgorithms)}\"")),
        ("unsigned properties", static (t, _) => t.Replace("</xades:QualifyingProperties>", "<xades:UnsignedProperties></xades:UnsignedProperties></xades:QualifyingProperties>", StringComparison.Ordinal)),
        ("object", static (t, r) => t.Replace("</ds:Signature>", Pick(r, "<ds:Object></ds:Object>", "<ds:Object Id=\"contents\">x</ds:Object>", "<ds:KeyInfo></ds:KeyInfo>", "<x></x>") + "</ds:Signature>", StringComparison.Ordinal)),
        ("transform", static (t, r) => At(t, r, OneTransform(), static (m, random) => random.Next(2) == 0 ? "" : m.Value + m.Value)),
        ("reference order", static (t, r) => At(t, r, TwoReferences(), static (m, _) => m.Groups[2].Value + m.Groups[1].Value)),
    ];

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];

    private static string At(string text, Random random, Regex place, Func<Match, Random, string> change)
    {
        var found = place.Matches(text);
        if (found.Count == 0)
        {
            return text;
        }

        var match = found[random.Next(found.Count)];
        return string.Concat(text.AsSpan(0, match.Index), change(match, random), text.AsSpan(match.Index + match.Length));
    }

    private static string Tag(string text, Random random, Func<string, Random, string> change) => At(text, random, StartTag(), (m, r) => change(m.Value, r));

    private static string Text(string text, Random random, Func<string, Random, string> change) => At(text, random, TextNode(), (m, r) => change(m.Value, r));

    private static string Between(string text, Random random, string inserted) => At(text, random, Seam(), (_, _) => "><".Insert(1, inserted));

    private static string InText(string text, Random random, string inserted) => Text(text, random, (t, r) => Cut(t, r, (a, b) => a + inserted + b));

    private static string InTag(string text, Random random, string inserted) => At(text, random, TagEnd(), (m, _) => m.Value.Insert(m.Value.Length - 1, inserted));

    private static string Attribute(string tag, string attribute) => tag.Insert(tag.EndsWith("/>", StringComparison.Ordinal) ? tag.Length - 2 : tag.Length - 1, " " + attribute);

    private static string Cut(string text, Random random, Func<string, string, string> join)
    {
        var at = random.Next(text.Length + 1);
        return join(text[..at], text[at..]);
    }

    private static string Reference(string text, Random random)
    {
        var at = random.Next(text.Length);
        return text[at] is '&' or ';' or '#' || char.IsSurrogate(text[at]) ? text : string.Create(
            CultureInfo.InvariantCulture, $"{text[..at]}&#{(random.Next(2) == 0 ? $"{(int)text[at]}" : $"x{(int)text[at]:X}")};{text[(at + 1)..]}");
    }

    private static string Respell(Match match, Random random)
    {
        var text = match.Value;
        var at = random.Next(text.Length);
        return random.Next(6) switch
        {
            0 => text.Insert(at, Pick(random, "\n", " ", "&#10;", "\t", "&#13;")),
            1 => text.TrimEnd('='),
            2 => text + "=",
            3 => text.Replace('+', '-').Replace('/', '_'),
            4 => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..],
            _ => string.Join('\n', text.Chunk(76).Select(static c => new string(c))),
        };
    }

    private static string Hoist(string text, Random random)
    {
        var declaration = Pick(random, $" xmlns:edXML=\"{EdxmlNames.Namespace}\"", $" xmlns:ds=\"{EdxmlNames.XmlDsig}\"", $" xmlns:xades=\"{EdxmlNames.Xades}\"");
        var bare = random.Next(2) == 0 ? text.Replace(declaration, "", StringComparison.Ordinal) : text;
        return bare.Replace($"<edXML xmlns=\"{EdxmlNames.Namespace}\"", $"<edXML xmlns=\"{EdxmlNames.Namespace}\"{declaration}", StringComparison.Ordinal);
    }

    private static string Signature(string text) => Block().Match(text) is { Success: true } match ? match.Value : "\0";

    private static string Move(string text, Random random)
    {
        var block = Signature(text);
        var without = text.Replace(block, "", StringComparison.Ordinal);
        return At(without, random, EndTag(), (m, _) => block == "\0" ? m.Value : block + m.Value);
    }

    /// <summary>Signature wrapping: the signed packet goes into an object of its own signature or beside itself, and another stands where it stood.</summary>
    private static string Wrap(string text, Random random)
    {
        if (Root().Match(text) is not { Success: true } root)
        {
            return text;
        }

        var other = root.Value.Replace("H37.61", "H37.62", StringComparison.Ordinal);
        var declaration = text[..root.Index];
        return declaration + random.Next(3) switch
        {
            0 => "<edXML>" + other + root.Value + "</edXML>",
            1 => other.Replace("</ds:Signature>", "<ds:Object>" + root.Value + "</ds:Object></ds:Signature>", StringComparison.Ordinal),
            _ => root.Value.Replace("</ds:Signature>", "<ds:Object>" + other + "</ds:Object></ds:Signature>", StringComparison.Ordinal),
        };
    }

    [GeneratedRegex("<[A-Za-z][^<>]*>")]
    private static partial Regex StartTag();

    [GeneratedRegex("</?[A-Za-z][^<>]*>")]
    private static partial Regex TagEnd();

    [GeneratedRegex("</[A-Za-z][^<>]*>")]
    private static partial Regex EndTag();

    [GeneratedRegex("(?<=>)[^<>]+(?=<)")]
    private static partial Regex TextNode();

    [GeneratedRegex("><")]
    private static partial Regex Seam();

    [GeneratedRegex("( [A-Za-z:]+=\"[^\"]*\")( [A-Za-z:]+=\"[^\"]*\")")]
    private static partial Regex TwoAttributes();

    [GeneratedRegex("(<[A-Za-z:0-9]+(?: [^<>]*[^/<>])?)></[^<>]+>")]
    private static partial Regex EmptyElement();

    [GeneratedRegex("<([A-Za-z:0-9]+)( [^<>]*)?/>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex("<([A-Za-z:0-9]+)[^<>]*>[^<>]*</\\1>")]
    private static partial Regex Leaf();

    [GeneratedRegex("(<(?<a>[A-Za-z:0-9]+)[^<>]*>[^<>]*</\\k<a>>)(<(?<b>[A-Za-z:0-9]+)[^<>]*>[^<>]*</\\k<b>>)")]
    private static partial Regex TwoLeaves();

    [GeneratedRegex("[A-Za-z0-9+/]{24,}={0,2}")]
    private static partial Regex LongBase64();

    [GeneratedRegex("<\\?xml[^>]*\\?>\\n?")]
    private static partial Regex Declaration();

    [GeneratedRegex("<ds:Signature[ >].*</ds:Signature>", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("<edXML .*</edXML>", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("<ds:(KeyInfo|Object|SignatureValue|Reference|X509Data|X509Certificate)[ >].*?</ds:\\1>", RegexOptions.Singleline)]
    private static partial Regex SignaturePart();

    [GeneratedRegex("Algorithm=\"[^\"]*\"")]
    private static partial Regex Algorithm();

    [GeneratedRegex("<ds:Transform [^<>]*>(</ds:Transform>)?")]
    private static partial Regex OneTransform();

    [GeneratedRegex("(<ds:Reference .*?</ds:Reference>)(<ds:Reference .*?</ds:Reference>)", RegexOptions.Singleline)]
    private static partial Regex TwoReferences();
}
