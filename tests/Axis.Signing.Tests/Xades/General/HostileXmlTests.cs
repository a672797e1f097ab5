using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>Signatures made to cost, and signatures that cover less than they seem to. What multiplies would take minutes or all memory if it were followed.</summary>
[TestFixture]
public sealed class HostileXmlTests
{
    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly TestKey Key = TestKey.Rsa2048;

    [TestCase(XmlSigner.C14N10)]
    [TestCase(XmlSigner.C14N11)]
    [TestCase(XmlSigner.Exclusive)]
    [CancelAfter(60_000)]
    public void two_hundred_thousand_namespaces_in_force_are_canonicalised_in_one_pass(string form)
    {
        var document = new StringBuilder();
        for (var depth = 0; depth < 200; depth++)
        {
            document.Append("<a");
            for (var i = 0; i < 900; i++)
            {
                document.Append(CultureInfo.InvariantCulture, $" xmlns:n{(depth * 900) + i}=\"u\"");
            }

            document.Append('>');
        }

        document.Append("<b Id=\"d\"/>").Insert(document.Length, "</a>", 200);
        var tree = XmlTree.Read(new MemoryStream(Encoding.ASCII.GetBytes(document.ToString())), XmlTreeLimits.Default);
        var parsed = CanonicalForm.Parse(form)!;
        using var watch = new BoundedStream(TimeSpan.FromSeconds(20));

        Canonicalizer.Write(new NodeSet(tree, null, Comments: false), parsed with { InclusivePrefixes = parsed.Kind == CanonicalKind.Exclusive10 ? [.. Enumerable.Range(0, 180_000).Select(static i => $"n{i}")] : [] }, watch);
        Canonicalizer.Write(new NodeSet(tree, tree.WithId("d")[0], Comments: false), parsed, watch);

        Assert.That(watch.Written, Is.GreaterThan(3_000_000));
    }

    [Test]
    public void manifests_that_name_manifests_do_not_multiply_without_end()
    {
        // Four levels of 64 references each are 17 million.
        var objects = new StringBuilder("<ds:Object><t Id=\"t\"/></ds:Object>");
        var below = Reference("#t", Digest($"<t xmlns:ds=\"{EdxmlNames.XmlDsig}\" Id=\"t\"></t>"), "");
        for (var level = 0; level < 4; level++)
        {
            var manifest = $"<ds:Manifest Id=\"m{level}\">{string.Concat(Enumerable.Repeat(below, 64))}</ds:Manifest>";
            objects.Append(CultureInfo.InvariantCulture, $"<ds:Object>{manifest}</ds:Object>");
            below = Reference($"#m{level}", Digest(Canonical(manifest)), $" Type=\"{EdxmlNames.XmlDsig}Manifest\"");
        }

        var signed = ValueSigner.Sign(XmlSigner.Template(Key.Certificate.RawData, below, objects: objects.ToString()), Key);

        var finding = Only(signed);
        Assert.That((finding.CryptographicIndication, finding.Checks.Count < 10_000, finding.Checks[^1].Detail.Contains("quá nhiều tham chiếu", StringComparison.Ordinal)), Is.EqualTo((Indication.Indeterminate, true, true)), finding.Checks[^1].Detail);
    }

    [TestCase("<b Id=\"d\"><so>MTAw</so></b>", "<b Id=\"d\"><so>MT</so><phi>Aw</phi></b>", TestName = "text_that_is_divided_among_elements_otherwise_is_not_what_was_signed")]
    [TestCase("<b Id=\"d\">MTAw</b>", "<b Id=\"d\" donvi=\"USD\">MTAw</b>", TestName = "an_attribute_beside_signed_text_was_not_signed")]
    public void base64_covers_only_text(string signedAs, string changed)
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("#d", XmlSigner.Sha256, XmlSigner.Base64));
        var signed = XmlSigner.Sign($"<a>{signedAs}{template}</a>", Key.Private);
        var forged = signed.Replace(signedAs, changed, StringComparison.Ordinal);

        Assert.That((XmlSigner.Verifies(forged, Key.Private), Only(forged).CryptographicIndication), Is.EqualTo((true, Indication.Indeterminate)), "xmlsec1 says that the value holds; what it covers is for us to say");
    }

    [Test]
    public void text_of_an_element_without_children_is_still_covered()
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("#d", XmlSigner.Sha256, XmlSigner.Base64));

        Assert.That(Only(XmlSigner.Sign($"<a><b Id=\"d\">MTAw</b>{template}</a>", Key.Private)).CryptographicIndication, Is.EqualTo(Indication.TotalPassed));
    }

    private static string Reference(string uri, string digest, string type) =>
        $"<ds:Reference{type} URI=\"{uri}\"><ds:DigestMethod Algorithm=\"{XmlSigner.Sha256}\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>";

    private static string Digest(string canonical) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static string Canonical(string manifest) => manifest.Replace("<ds:Manifest ", $"<ds:Manifest xmlns:ds=\"{EdxmlNames.XmlDsig}\" ", StringComparison.Ordinal);

    private static SignatureFinding Only(string xml)
    {
        var check = Verifier.Verify(new MemoryStream(Packets.Raw(xml)));
        Assert.That(check.Signatures, Has.Count.EqualTo(1), check.Unreadable);
        return check.Signatures[0];
    }

    /// <summary>Counts what is written, and gives up where the canonical form does not come to an end.</summary>
    private sealed class BoundedStream(TimeSpan patience) : MemoryStream
    {
        private readonly long _started = TimeProvider.System.GetTimestamp();

        public long Written { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Count(count);

        public override void Write(ReadOnlySpan<byte> buffer) => Count(buffer.Length);

        private void Count(int bytes)
        {
            Written += bytes;
            if (TimeProvider.System.GetElapsedTime(_started) > patience)
            {
                throw new TimeoutException("The canonical form takes too long.");
            }
        }
    }
}
