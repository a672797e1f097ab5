using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>Signatures of another maker, xmlsec1, in every form, canonicalisation and algorithm of the closed list: its judgement and ours are the same.</summary>
[TestFixture]
public sealed class ForeignSignatureTests
{
    private const string Body = "<?xml version=\"1.0\"?>\n<!-- đầu --><h:HDon xmlns:h=\"urn:h\" xmlns:k=\"urn:khong-dung\" xml:lang=\"vi\" xml:base=\"http://x/y/\"><?p q?><DL Id=\"d\" xml:base=\"../z/\" b=\"&#9;2\" a='\"1\"'>"
        + "<!-- trong --><h:x k:n=\"1\"><![CDATA[a<b]]>&#13;\n  \u00e2\U0001F600</h:x><y xmlns=\"urn:y\"/><z xmlns=\"\"/></DL>@</h:HDon>";

    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly TestKey Key = TestKey.Rsa2048;

    private static IEnumerable<TestCaseData<string, string>> Combinations =>
        from form in XmlSigner.Forms
        from info in new[] { form, XmlSigner.Exclusive }.Distinct()
        select new TestCaseData<string, string>(form, info);

    [TestCaseSource(nameof(Combinations))]
    public void every_way_to_point_into_the_document_holds_in_every_canonical_form(string form, string info)
    {
        string[] uris = ["", "#d", "#xpointer(/)", "#xpointer(id('d'))"];
        var references = string.Concat(uris.Select(uri => XmlSigner.Reference(uri, XmlSigner.Sha256, XmlSigner.Enveloped, form)));

        var signed = XmlSigner.Sign(Body.Replace("@", XmlSigner.Template(Key.Certificate.RawData, references, form: info), StringComparison.Ordinal), Key.Private);

        Assert.That((Only(signed).Holds, Only(signed).Covered.Count), Is.EqualTo((true, uris.Length)), () => Text(Only(signed)));
    }

    [TestCase("", SignatureForm.Enveloped, Indication.TotalPassed)]
    [TestCase("#d", SignatureForm.DetachedInside, Indication.TotalPassed)]
    public void the_form_is_named(string uri, SignatureForm form, Indication indication)
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference(uri, XmlSigner.Sha256, XmlSigner.Enveloped, XmlSigner.Exclusive));

        var finding = Only(XmlSigner.Sign($"<a><b Id=\"d\">x</b>{template}</a>", Key.Private));

        Assert.That((finding.Form, finding.CryptographicIndication), Is.EqualTo((form, indication)), Text(finding));
    }

    [TestCase("<b>x</b>", XmlSigner.Exclusive, SignatureForm.Enveloping)]
    [TestCase("TuG7mWkgZHVuZw==", XmlSigner.Base64, SignatureForm.Enveloping)]
    public void an_enveloping_signature_passes(string content, string transform, SignatureForm form)
    {
        var template = XmlSigner.Template(
            Key.Certificate.RawData, XmlSigner.Reference("#o", XmlSigner.Sha256, transform), objects: $"<ds:Object Id=\"o\">{content}</ds:Object>");

        var finding = Only(XmlSigner.Sign(template, Key.Private));

        Assert.That((finding.Form, finding.CryptographicIndication), Is.EqualTo((form, Indication.TotalPassed)), Text(finding));
    }

    [Test]
    public void a_reference_without_transforms_is_canonicalised_with_the_default()
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("#d", XmlSigner.Sha256));

        Assert.That(Only(XmlSigner.Sign(Body.Replace("@", template, StringComparison.Ordinal), Key.Private)).Holds, Is.True);
    }

    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>")]
    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\"><f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"subtract\">/descendant::ds:Signature</f:XPath></ds:Transform>")]
    [TestCase("<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><e:InclusiveNamespaces xmlns:e=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"k #default h\"/></ds:Transform>")]
    public void the_known_spellings_of_other_makers_hold(string transform)
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, transform));

        var signed = XmlSigner.Sign(Body.Replace("@", template, StringComparison.Ordinal), Key.Private);

        Assert.That(Only(signed).Holds, Is.True, () => Text(Only(signed)));
    }

    [TestCase("rsa-sha256", 2048)]
    [TestCase("rsa-sha384", 2048)]
    [TestCase("rsa-sha512", 3072)]
    public void rsa_passes(string method, int bits)
    {
        using var key = RSA.Create(bits);

        Assert.That(Signed(key, XmlSigner.More + method).CryptographicIndication, Is.EqualTo(Indication.TotalPassed));
    }

    [TestCase("nistP256", "ecdsa-sha256")]
    [TestCase("nistP384", "ecdsa-sha384")]
    [TestCase("nistP521", "ecdsa-sha512")]
    [TestCase("nistP256", "ecdsa-sha512")]
    public void ecdsa_passes_whatever_half_its_s_lies_in(string curve, string method)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));

        Assert.That(Enumerable.Range(0, 4).Select(_ => Signed(key, XmlSigner.More + method).CryptographicIndication), Is.All.EqualTo(Indication.TotalPassed));
    }

    [TestCase("http://www.w3.org/2000/09/xmldsig#rsa-sha1", 2048, XmlSigner.Sha256, "SHA-1")]
    [TestCase("http://www.w3.org/2001/04/xmldsig-more#rsa-md5", 2048, XmlSigner.Sha256, "MD5")]
    [TestCase(XmlSigner.RsaSha256, 2048, XmlSigner.Sha1, "SHA-1")]
    [TestCase(XmlSigner.RsaSha256, 2048, "http://www.w3.org/2001/04/xmldsig-more#md5", "MD5")]
    [TestCase(XmlSigner.RsaSha256, 1024, XmlSigner.Sha256, "1024 bit")]
    public void a_retired_algorithm_is_reported_as_what_it_is(string method, int bits, string digest, string named)
    {
        using var key = RSA.Create(bits);
        var finding = Signed(key, method, digest);

        Assert.That(
            (finding.Holds, finding.CryptographicSubIndication, string.Join(";", finding.Weaknesses).Contains(named, StringComparison.Ordinal)),
            Is.EqualTo((true, SubIndication.CryptoConstraintsFailureNoPoe, true)), Text(finding));
    }

    [Test]
    public void a_changed_document_under_a_retired_algorithm_is_failed_and_not_only_weak()
    {
        using var key = RSA.Create(2048);
        var signed = SignedText(key, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", XmlSigner.Sha1);

        Assert.That(Only(signed.Replace(">x<", ">y<", StringComparison.Ordinal)).CryptographicSubIndication, Is.EqualTo(SubIndication.HashFailure));
    }

    [Test]
    public void an_hmac_is_no_signature_and_no_key_is_tried_on_it()
    {
        var template = XmlSigner.Template(Key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped), XmlSigner.More + "hmac-sha256");

        Assert.That(Only($"<a>{template}</a>").CryptographicSubIndication, Is.EqualTo(SubIndication.CryptoConstraintsFailure));
    }

    [TestCase(false, XmlSigner.Sha256, SubIndication.None)]
    [TestCase(true, XmlSigner.Sha256, SubIndication.None)]
    [TestCase(false, XmlSigner.Sha1, SubIndication.CryptoConstraintsFailureNoPoe)]
    public void xades_properties_are_read(bool second, string digest, SubIndication sub)
    {
        var finding = Only(Xades(Key.Certificate.RawData, second, digest));

        Assert.That(
            (finding.CryptographicSubIndication, finding.ClaimedSigningTime), Is.EqualTo((sub, new DateTimeOffset(2026, 2, 3, 8, 20, 41, TimeSpan.Zero))), Text(finding));
    }

    [Test]
    public void a_certificate_that_xades_does_not_name_is_a_substitution()
    {
        var finding = Only(Xades(TestKey.OtherRsa.Certificate.RawData, true, XmlSigner.Sha256));

        Assert.That((finding.CryptographicIndication, finding.CryptographicSubIndication), Is.EqualTo((Indication.TotalFailed, SubIndication.SigConstraintsFailure)));
    }

    [Test]
    public void the_signers_certificate_is_found_among_its_chain()
    {
        var chain = $"<ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(TestKey.OtherRsa.Certificate.RawData)}</ds:X509Certificate>"
            + $"<ds:X509Certificate>{Convert.ToBase64String(Key.Certificate.RawData)}</ds:X509Certificate></ds:X509Data>";
        var template = XmlSigner.Template(null, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped), keyInfo: chain);

        var finding = Only(XmlSigner.Sign($"<a>{template}</a>", Key.Private));

        Assert.That((finding.Certificate!.Thumbprint, finding.Others.Count), Is.EqualTo((Key.Certificate.Thumbprint, 1)));
    }

    [Test]
    public void every_reference_of_a_manifest_is_checked()
    {
        var manifest = $"<ds:Object><ds:Manifest Id=\"m\">{XmlSigner.Reference("#d", XmlSigner.Sha256, XmlSigner.Exclusive)}</ds:Manifest></ds:Object>";
        var reference = XmlSigner.Reference("#m", XmlSigner.Sha256, XmlSigner.Exclusive).Replace(
            "<ds:Reference", "<ds:Reference Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\"", StringComparison.Ordinal);
        var signed = XmlSigner.Sign($"<a><b Id=\"d\">x</b>{XmlSigner.Template(Key.Certificate.RawData, reference, objects: manifest)}</a>", Key.Private);

        Assert.That((Only(signed).CryptographicIndication, Only(signed.Replace(">x<", ">y<", StringComparison.Ordinal)).CryptographicSubIndication),
            Is.EqualTo((Indication.TotalPassed, SubIndication.HashFailure)), Text(Only(signed)));
    }

    private static string Xades(byte[] named, bool second, string digest)
    {
        var references = XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, XmlSigner.Exclusive)
            + XmlSigner.Reference("#p", XmlSigner.Sha256, XmlSigner.Exclusive).Replace("URI", "Type=\"http://uri.etsi.org/01903#SignedProperties\" URI", StringComparison.Ordinal);
        var template = XmlSigner.Template(Key.Certificate.RawData, references, objects: XmlSigner.Properties(named, second, digest), attributes: " Id=\"s\"");
        return XmlSigner.Sign($"<a><b>x</b>{template}</a>", Key.Private);
    }

    private static string SignedText(AsymmetricAlgorithm key, string method, string digest)
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=Nơi khác", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=Nơi khác", (ECDsa)key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var template = XmlSigner.Template(certificate.RawData, XmlSigner.Reference("", digest, XmlSigner.Enveloped, XmlSigner.Exclusive), method);
        return XmlSigner.Sign($"<a><b>x</b>{template}</a>", key);
    }

    private static SignatureFinding Signed(AsymmetricAlgorithm key, string method, string digest = XmlSigner.Sha256) => Only(SignedText(key, method, digest));

    private static string Text(SignatureFinding finding) => string.Join("\n", finding.Checks);

    private static SignatureFinding Only(string xml)
    {
        var check = Verifier.Verify(new MemoryStream(Packets.Raw(xml)));
        Assert.That(check.Signatures, Has.Count.EqualTo(1), check.Unreadable);
        return check.Signatures[0];
    }
}
