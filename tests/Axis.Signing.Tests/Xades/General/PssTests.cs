using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

/// <summary>RSASSA-PSS by the URIs of RFC 6931 §2.3.9 and §2.3.10. xmlsec1 1.2 does not know them, so openssl signs and our verdict is compared with what it made.</summary>
[TestFixture]
public sealed class PssTests
{
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";

    private static RSA Key => (RSA)TestKey.OtherRsa.Private;

    [TestCase("sha256", 32)]
    [TestCase("sha384", 48)]
    [TestCase("sha512", 64)]
    public void the_short_uris_pass(string hash, int salt) =>
        Assert.That(Signed(More2007 + hash + "-rsa-MGF1", "", hash, hash, salt).CryptographicIndication, Is.EqualTo(Indication.TotalPassed));

    [Test]
    public void sha1_is_reported_as_what_it_is() =>
        Assert.That(Signed(More2007 + "sha1-rsa-MGF1", "", "sha1", "sha1", 20).CryptographicSubIndication, Is.EqualTo(SubIndication.CryptoConstraintsFailureNoPoe));

    [TestCase("", "sha256", "sha256", 32)]
    [TestCase("<m:SaltLength>20</m:SaltLength>", "sha256", "sha256", 20)]
    [TestCase("<m:SaltLength>0</m:SaltLength><m:TrailerField>1</m:TrailerField>", "sha256", "sha256", 0)]
    [TestCase("<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/><m:MaskGenerationFunction Algorithm=\"" + More2007 + "MGF1\"><ds:DigestMethod Algorithm=\"" + XmlSigner.Sha256 + "\"/></m:MaskGenerationFunction><m:SaltLength>17</m:SaltLength>", "sha512", "sha256", 17)]
    public void parameters_are_read(string parameters, string hash, string mask, int salt)
    {
        var finding = Signed(More2007 + "rsa-pss", parameters.Length == 0 ? "" : $"<m:RSAPSSParams xmlns:m=\"{More2007}\">{parameters}</m:RSAPSSParams>", hash, mask, salt);

        Assert.That(finding.CryptographicIndication, Is.EqualTo(Indication.TotalPassed), string.Join('\n', finding.Checks));
    }

    [TestCase(19)]
    [TestCase(21)]
    [TestCase(222)]
    public void another_salt_than_stated_is_failed(int salt) => Assert.That(
        Signed(More2007 + "rsa-pss", $"<m:RSAPSSParams xmlns:m=\"{More2007}\"><m:SaltLength>20</m:SaltLength></m:RSAPSSParams>", "sha256", "sha256", salt).CryptographicSubIndication,
        Is.EqualTo(SubIndication.SigCryptoFailure));

    [TestCase("<m:TrailerField>2</m:TrailerField>")]
    [TestCase("<m:SaltLength>-1</m:SaltLength>")]
    [TestCase("<m:SaltLength>99999</m:SaltLength>")]
    [TestCase("<m:MaskGenerationFunction Algorithm=\"urn:x\"/>")]
    public void parameters_outside_the_list_are_refused(string parameter) => Assert.That(
        Signed(More2007 + "rsa-pss", $"<m:RSAPSSParams xmlns:m=\"{More2007}\">{parameter}</m:RSAPSSParams>", "sha256", "sha256", 32).CryptographicSubIndication,
        Is.EqualTo(SubIndication.CryptoConstraintsFailure));

    [Test]
    public void a_pkcs1_value_under_a_pss_uri_is_failed() => Assert.That(
        Verify(ValueSigner.Sign(Filled(More2007 + "sha256-rsa-MGF1", ""), static data => Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))).CryptographicSubIndication,
        Is.EqualTo(SubIndication.SigCryptoFailure));

    private static SignatureFinding Signed(string method, string parameters, string hash, string mask, int salt) =>
        Verify(ValueSigner.Sign(Filled(method, parameters), data => Openssl(data, hash, mask, salt)));

    private static string Filled(string method, string parameters)
    {
        var text = $"<a><b>x</b>{XmlSigner.Template(TestKey.OtherRsa.Certificate.RawData, XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, XmlSigner.Exclusive), method, parameters: parameters)}</a>";
        var tree = XmlTree.Read(new MemoryStream(Packets.Raw(text)), XmlTreeLimits.Default);
        var block = tree.Elements.Single(static e => e is { LocalName: "Signature", NamespaceUri: EdxmlNames.XmlDsig });
        var canonical = Canonicalizer.ToArray(new NodeSet(tree, null, Comments: false) { Without = new HashSet<TreeElement> { block } }, new CanonicalForm(CanonicalKind.Exclusive10));
        return text.Replace("<ds:DigestValue/>", $"<ds:DigestValue>{Convert.ToBase64String(SHA256.HashData(canonical))}</ds:DigestValue>", StringComparison.Ordinal);
    }

    private static byte[] Openssl(byte[] data, string hash, string mask, int salt)
    {
        using var folder = new TemporaryFolder();
        var key = folder.Write("key.pem", Packets.Raw(Key.ExportPkcs8PrivateKeyPem()));
        var (exit, log) = Tool.Run(
            "openssl", "dgst", "-" + hash, "-sign", key, "-sigopt", "rsa_padding_mode:pss", "-sigopt", $"rsa_pss_saltlen:{salt}", "-sigopt", $"rsa_mgf1_md:{mask}",
            "-out", folder.File("value"), folder.Write("data", data));
        Assert.That(exit, Is.Zero, log);
        return File.ReadAllBytes(folder.File("value"));
    }

    private static SignatureFinding Verify(string xml) => new GeneralVerifier(Packets.Certificates).Verify(new MemoryStream(Packets.Raw(xml))).Signatures.Single();
}
