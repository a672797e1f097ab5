using System.Security.Cryptography.Xml;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>
/// Where .NET's SignedXml canonicalises otherwise than xmlsec1, which is why nothing here stands on it: a file that xmlsec1 signed, what SignedXml says of it, and
/// that the general path agrees with xmlsec1.
/// </summary>
[TestFixture]
public sealed class SignedXmlDeviationTests
{
    [Test]
    public void an_ordinary_file_holds_everywhere() => Assert.That(Judges("<a>x</a>"), Is.EqualTo((true, true)));

    [Test]
    public void a_carriage_return_in_text() => Assert.That(Judges("<a>x&#13;y</a>"), Is.EqualTo((false, true)));

    [Test]
    public void a_tab_in_an_attribute() => Assert.That(Judges("<a b=\"x&#9;y\">x</a>"), Is.EqualTo((false, true)));

    [Test]
    public void xml_lang_on_the_root() => Assert.That(Judges("<a xml:lang=\"vi\">x</a>"), Is.EqualTo((false, true)));

    [Test]
    public void ecdsa_is_unknown_to_signed_xml() => Assert.That(Judges("<a>x</a>", TestKey.P256), Is.EqualTo((false, true)));

    [Test]
    public void canonical_xml_1_1_is_unknown_to_signed_xml() => Assert.That(Judges("<a>x</a>", form: "http://www.w3.org/2006/12/xml-c14n11"), Is.EqualTo((false, true)));

    [Test]
    public void a_comment_inside_the_enveloped_signature_transform() => Assert.That(
        Judges("<a>x</a>", enveloped: $"<ds:Transform Algorithm=\"{XmlSigner.Enveloped}\"><!--x--></ds:Transform>"), Is.EqualTo((false, true)));

    private static (bool SignedXml, bool General) Judges(
        string xml, TestKey? signer = null, string form = SignatureAlgorithms.ExclusiveC14N, string enveloped = XmlSigner.Enveloped)
    {
        var key = signer ?? TestKey.Rsa2048;
        var template = XmlSigner.Template(
            key.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, enveloped, form), SignatureAlgorithms.Uri(key.Algorithm));
        var signed = XmlSigner.Sign(xml.Replace("</a>", template + "</a>", StringComparison.Ordinal), key.Private);
        Assert.That(XmlSigner.Verifies(signed, key.Private), Is.True, "xmlsec1 verifies what it signed");

        var general = new GeneralVerifier(Packets.Certificates).Verify(new MemoryStream(Packets.Raw(signed))).Signatures.Single();
        return (SignedXmlSays(signed, key), general.Holds);
    }

    private static bool SignedXmlSays(string signed, TestKey key)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(signed);
        var judge = new SignedXml(document);
        try
        {
            judge.LoadXml((XmlElement)document.GetElementsByTagName("Signature", EdxmlNames.XmlDsig)[0]!);
            return judge.CheckSignature(key.Certificate, verifySignatureOnly: true);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // It says so when it does not know an algorithm.
            return false;
        }
    }
}
