using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>
/// Where .NET's SignedXml canonicalises otherwise than xmlsec1: a file that xmlsec1 signed and verifies, and what the general path, which stands on SignedXml, says of it.
/// A deviation may refuse a good signature; it must never pass a bad one. Native packets are verified without SignedXml.
/// </summary>
[TestFixture]
public sealed class SignedXmlDeviationTests
{
    [Test]
    public void an_ordinary_file_signed_by_xmlsec1_holds() => Assert.That(Verdict("<a>x</a>"), Is.EqualTo(Indication.TotalPassed));

    [Test]
    public void a_carriage_return_in_text() => Assert.That(Verdict("<a>x&#13;y</a>"), Is.EqualTo(Indication.TotalFailed));

    [Test]
    public void a_tab_in_an_attribute() => Assert.That(Verdict("<a b=\"x&#9;y\">x</a>"), Is.EqualTo(Indication.TotalFailed));

    [Test]
    public void xml_lang_on_the_root() => Assert.That(Verdict("<a xml:lang=\"vi\">x</a>"), Is.EqualTo(Indication.TotalFailed));

    [Test]
    public void ecdsa_is_unknown_to_signed_xml_and_known_to_the_general_path() =>
        Assert.That(Verdict("<a>x</a>", TestKey.P256), Is.EqualTo(Indication.TotalPassed));

    private static Indication Verdict(string xml, TestKey? signer = null)
    {
        var key = signer ?? TestKey.Rsa2048;
        var folder = Tool.Folder();
        try
        {
            var input = Path.Combine(folder, "in.xml");
            var output = Path.Combine(folder, "out.xml");
            var pem = Path.Combine(folder, "key.pem");
            File.WriteAllText(pem, key.Private.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(input, xml.Replace("</a>", Template(key) + "</a>", StringComparison.Ordinal));
            var (exit, log) = Tool.Run("xmlsec1", "--sign", "--privkey-pem", pem, "--output", output, input);
            Assert.That(exit, Is.Zero, log);
            Assert.That(Tool.Xmlsec(key, File.ReadAllBytes(output)), Is.EqualTo(new[] { true }), "xmlsec1 verifies what it signed");

            return new GeneralVerifier(Packets.Certificates).Verify(new MemoryStream(File.ReadAllBytes(output))).Signatures.Single().CryptographicIndication;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Template(TestKey key) =>
        $"""
        <Signature xmlns="{EdxmlNames.XmlDsig}"><SignedInfo><CanonicalizationMethod Algorithm="{SignatureAlgorithms.ExclusiveC14N}"/>
        <SignatureMethod Algorithm="{SignatureAlgorithms.Uri(key.Algorithm)}"/><Reference URI=""><Transforms>
        <Transform Algorithm="{SignatureAlgorithms.EnvelopedSignature}"/><Transform Algorithm="{SignatureAlgorithms.ExclusiveC14N}"/></Transforms>
        <DigestMethod Algorithm="{SignatureAlgorithms.Sha256}"/><DigestValue></DigestValue></Reference></SignedInfo><SignatureValue/>
        <KeyInfo><X509Data><X509Certificate>{Convert.ToBase64String(key.Certificate.RawData)}</X509Certificate></X509Data></KeyInfo></Signature>
        """;
}
