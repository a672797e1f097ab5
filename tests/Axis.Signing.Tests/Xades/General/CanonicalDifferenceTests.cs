using System.Text;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>
/// Random documents full of what canonical forms differ in – rebound and undeclared prefixes, <c>xml:</c> attributes, comments, instructions, references – signed by
/// xmlsec1 with every form and pointer at once. What it then says of its own file is what must be said here. Namespace names hold no ampersand: libxml2 does not
/// escape it in canonical forms (C14N 1.0 §2.3 does), a deviation of its own.
/// </summary>
[TestFixture]
public sealed class CanonicalDifferenceTests
{
    private const int Documents = 30;

    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly TestKey Key = TestKey.P256;
    private static readonly string[] Prefixes = ["", "p", "q", "r", "long"];
    private static readonly string[] Uris = ["urn:1", "urn:2", "http://x/?a=1;b=%20", "URN:1", ""];
    private static readonly string[] Values = ["1", "&#9;\n x", "\"'", "&lt;&gt;&amp;", "&#13;&#10;", "\u1ec7\U0001F600", "../a//b/./c", "http://h/p/", "", ".."];
    private static readonly string[] Leaves = ["chữ", "&#13;\r\n", "<![CDATA[<a>&amp;]]>", "<!-- - chú - thích \r\n-->", "<?p  q ?>", "<?p?>", "&#x1F600;&gt;]]&gt;", " \t "];

    [Test]
    public void every_random_document_that_xmlsec1_signs_holds([Range(1, 3)] int part)
    {
        var (failed, held) = (new List<string>(), 0);
        for (var seed = part * 1000; seed < (part * 1000) + (Documents / 3); seed++)
        {
            var random = new Random(seed);
            var signed = XmlSigner.Sign(Document(random), Key.Private);
            var finding = Verifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(signed))).Signatures.Single();
            var theirs = XmlSigner.Verifies(signed, Key.Private);
            held += theirs ? 1 : 0;
            if (finding.Holds != theirs)
            {
                failed.Add($"{seed}: {string.Join(" | ", finding.Checks.Where(static c => c.Outcome != Axis.Signing.Trust.CheckOutcome.Passed).Select(static c => c.Detail))}\n{signed}");
            }
        }

        Assert.That((failed, held > Documents / 6), Is.EqualTo((Array.Empty<string>(), true)), $"{held} held");
    }

    private static string Document(Random random)
    {
        var body = new StringBuilder();
        var scope = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        body.Append("<!-- trước --><?trước x?>\n");
        Element(random, body, scope, 0, isPath: true);
        body.Append("\n<!-- sau -->");
        return body.ToString();
    }

    private static void Element(Random random, StringBuilder body, IReadOnlyDictionary<string, string> above, int depth, bool isPath)
    {
        var scope = new Dictionary<string, string>(above, StringComparer.Ordinal);
        var declared = new StringBuilder();
        foreach (var prefix in Prefixes.Where(_ => random.Next(3) == 0))
        {
            var uri = Uris[random.Next(prefix.Length == 0 ? Uris.Length : Uris.Length - 1)];
            scope[prefix] = uri;
            declared.Append(prefix.Length == 0 ? $" xmlns=\"{uri}\"" : $" xmlns:{prefix}=\"{uri}\"");
        }

        var known = scope.Keys.ToArray();
        var own = known[random.Next(known.Length)];
        // xmlsec1 is told which elements have ids by their name.
        var local = isPath && depth == 2 ? "DL" : "e";
        var name = own.Length == 0 ? local : own + ":" + local;
        body.Append('<').Append(name);
        var attributes = new List<string> { declared.ToString() };
        if (random.Next(3) == 0)
        {
            attributes.Add($" xml:lang=\"{(random.Next(2) == 0 ? "vi" : "")}\"");
        }

        if (random.Next(3) == 0)
        {
            attributes.Add($" xml:space=\"{(random.Next(2) == 0 ? "preserve" : "default")}\"");
        }

        if (random.Next(6) == 0)
        {
            attributes.Add(" xml:la=\"x\"");
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prefix in known.Where(p => random.Next(3) == 0 && used.Add(p.Length == 0 ? "" : scope[p])))
        {
            attributes.Add($" {(prefix.Length == 0 ? "" : prefix + ":")}{"abZ"[random.Next(3)]}='{Values[random.Next(Values.Length)].Replace("'", "&apos;", StringComparison.Ordinal)}'");
        }

        if (isPath && depth == 2)
        {
            attributes.Add(" Id=\"d\"");
        }

        foreach (var attribute in attributes.OrderBy(_ => random.Next()))
        {
            body.Append(attribute);
        }

        body.Append('>');
        var children = depth < 5 ? random.Next(4) : 0;
        for (var i = 0; i < children; i++)
        {
            body.Append(random.Next(2) == 0 ? Leaves[random.Next(Leaves.Length)] : "");
            Element(random, body, scope, depth + 1, isPath: false);
        }

        if (isPath && depth < 3)
        {
            Element(random, body, scope, depth + 1, isPath: true);
        }

        if (isPath && depth == 1)
        {
            body.Append(Signature(random));
        }

        body.Append(Leaves[random.Next(Leaves.Length)]).Append("</").Append(name).Append('>');
    }

    private static string Signature(Random random)
    {
        string[] pointers = ["", "#d", "#xpointer(/)", "#xpointer(id('d'))"];
        var listed = $"<ds:Transform Algorithm=\"{XmlSigner.Exclusive}{(random.Next(2) == 0 ? "WithComments" : "")}\"><i:InclusiveNamespaces xmlns:i=\"{XmlSigner.Exclusive}\" PrefixList=\"{string.Join(' ', new[] { "p", "q", "#default", "long" }.Where(_ => random.Next(2) == 0))}\"/></ds:Transform>";
        var references = pointers.SelectMany(uri => XmlSigner.Forms.Append(listed).Select(form => XmlSigner.Reference(uri, XmlSigner.Sha256, XmlSigner.Enveloped, form)));
        return XmlSigner.Template(Key.Certificate.RawData, string.Concat(references), method: XmlSigner.EcdsaSha256, form: XmlSigner.Forms[random.Next(XmlSigner.Forms.Length)]);
    }
}
