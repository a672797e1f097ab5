using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Transforms and references that an attacker signs with a key of his own: nothing is run or fetched because a document asks for it, and the reason is named.</summary>
[TestFixture]
public sealed class ReferenceAttackTests
{
    private const string XPath = "http://www.w3.org/TR/1999/REC-xpath-19991116";

    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly TestKey Key = TestKey.Rsa2048;

    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"><x:stylesheet xmlns:x=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"/></ds:Transform>", "XSLT")]
    [TestCase("<ds:Transform Algorithm=\"" + XPath + "\"><ds:XPath>self::text()</ds:XPath></ds:Transform>", "XPath")]
    [TestCase("<ds:Transform Algorithm=\"" + XPath + "\"><ds:XPath>not(ancestor-or-self::Signature)</ds:XPath></ds:Transform>", "XPath")]
    [TestCase("<ds:Transform Algorithm=\"" + XPath + "\"><ds:XPath>not(ancestor-or-self::ds:Signature) or true()</ds:XPath></ds:Transform>", "XPath")]
    [TestCase("<ds:Transform Algorithm=\"" + XPath + "\"><ds:XPath xmlns:e=\"urn:e\">not(ancestor-or-self::e:Signature)</ds:XPath></ds:Transform>", "XPath")]
    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\"><f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"intersect\">/descendant::ds:Signature</f:XPath></ds:Transform>", "XPath")]
    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/2002/07/decrypt#XML\"/>", "decrypt#XML")]
    [TestCase("<ds:Transform Algorithm=\"urn:x\"/>", "urn:x")]
    public void a_transform_outside_the_list_is_not_run(string transform, string named)
    {
        var finding = Finding($"<a><b>x</b>{XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, transform))}</a>");

        Assert.That((finding.CryptographicSubIndication, finding.Checks[^1].Detail.Contains(named, StringComparison.Ordinal)), Is.EqualTo((SubIndication.CryptoConstraintsFailure, true)));
    }

    [Test]
    public void a_signature_that_xmlsec1_made_with_xpath_is_refused_here()
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, $"<ds:Transform Algorithm=\"{XPath}\"><ds:XPath>false()</ds:XPath></ds:Transform>"));
        var signed = XmlSigner.Sign($"<a><b>x</b>{template}</a>", Key.Private).Replace(">x<", ">y<", StringComparison.Ordinal);

        Assert.That((XmlSigner.Verifies(signed, Key.Private), Finding(signed).Holds), Is.EqualTo((true, false)), "xmlsec1 holds a signature over nothing");
    }

    [TestCase("http://127.0.0.1:9/x")]
    [TestCase("https://example.org/x")]
    [TestCase("file:///etc/hostname")]
    [TestCase("/etc/hostname")]
    [TestCase("../x")]
    [TestCase("a/b")]
    [TestCase("%2e%2e%2fx")]
    [TestCase("..\\x")]
    [TestCase("x?y")]
    [TestCase("x#y")]
    [TestCase("#xpointer(//b)")]
    [TestCase("#xpointer(id('d')/c)")]
    [TestCase("#element(/1)")]
    [TestCase("#")]
    public void a_reference_out_of_the_document_is_not_followed(string uri)
    {
        using var folder = new TemporaryFolder();
        folder.Write("x", "x"u8);
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference(uri, XmlSigner.Sha256));

        var finding = FindingWithout($"<a><b Id=\"d\">x</b>{template}</a>", DetachedFiles.None.Beside(Directory.CreateDirectory(folder.File("inner")).FullName));

        Assert.That(finding.CryptographicSubIndication, Is.EqualTo(SubIndication.SignedDataNotFound), string.Join('\n', finding.Checks));
    }

    [Test]
    public void a_link_out_of_the_folder_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        var inner = Directory.CreateDirectory(folder.File("inner")).FullName;
        File.CreateSymbolicLink(Path.Combine(inner, "x"), folder.Write("secret", "x"u8));

        Assert.That(DetachedFiles.None.Beside(inner).Find("x"), Is.Null);
    }

    [Test]
    public void a_reference_without_an_address_is_not_guessed() => Assert.That(
        FindingWithout($"<a>{XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256)).Replace(" URI=\"\"", "", StringComparison.Ordinal)}</a>", DetachedFiles.None).CryptographicSubIndication,
        Is.EqualTo(SubIndication.SignedDataNotFound));

    [Test]
    public void more_references_than_anybody_needs_are_refused() => Assert.That(
        Finding($"<a>{XmlSigner.Template(Key.Certificate.RawData, string.Concat(Enumerable.Repeat(XmlSigner.Reference("", XmlSigner.Sha256), 65)))}</a>").CryptographicSubIndication,
        Is.EqualTo(SubIndication.FormatFailure));

    private static SignatureFinding Finding(string xml) => Verifier.Verify(new MemoryStream(Packets.Raw(xml))).Signatures.Single();

    /// <summary>The value is right, so that the reference is what is judged.</summary>
    private static SignatureFinding FindingWithout(string template, IDetachedFiles files) =>
        Verifier.Verify(new MemoryStream(Packets.Raw(ValueSigner.Sign(template, Key))), files).Signatures.Single();
}
