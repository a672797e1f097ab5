using System.Security.Cryptography.Xml;
using System.Xml;
using System.Xml.Linq;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Xades.General;

[TestFixture]
public sealed class GeneralVerifierTests
{
    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);

    [Test]
    public void an_ordinary_enveloped_signature_passes_its_cryptography()
    {
        Assert.That(Only(SignedFile()).CryptographicIndication, Is.EqualTo(Indication.TotalPassed));
    }

    [Test]
    public void what_is_covered_is_named()
    {
        Assert.That(Only(SignedFile()).Covered, Is.EqualTo(new[] { "toàn bộ tài liệu, trừ chữ ký" }));
    }

    [Test]
    public void a_changed_document_is_a_hash_failure()
    {
        var finding = Only(SignedFile().Replace("nội dung", "nội  dung", StringComparison.Ordinal));

        Assert.That((finding.CryptographicIndication, finding.CryptographicSubIndication), Is.EqualTo((Indication.TotalFailed, SubIndication.HashFailure)));
    }

    [Test]
    public void a_changed_signed_info_is_a_crypto_failure()
    {
        var finding = Only(SignedFile().Replace("<DigestValue>", "<DigestValue> ", StringComparison.Ordinal));

        Assert.That(finding.CryptographicSubIndication, Is.EqualTo(SubIndication.SigCryptoFailure));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void a_signed_packet_in_another_spelling_is_never_passed(bool ecdsa)
    {
        var packet = Packets.Text(Packets.SignedDocument(ecdsa ? TestKey.P256 : TestKey.Rsa2048)).Replace("<edXML:Subject>", "<!--x--><edXML:Subject>", StringComparison.Ordinal);

        var finding = Only(packet);

        Assert.That((finding.CryptographicIndication, finding.Covered.Count), Is.EqualTo((Indication.Indeterminate, 3)));
    }

    [Test]
    public void a_packet_that_is_not_native_is_said_to_be_so()
    {
        var finding = Only(Packets.Text(Packets.SignedDocument(TestKey.Rsa2048)) + "\n");

        Assert.That(finding.Checks, Has.Some.Matches<Check>(static c => c!.Detail.Contains("không ở dạng gốc", StringComparison.Ordinal)));
    }

    [Test]
    public void a_reformatted_packet_with_a_trace_header_still_proves_its_files()
    {
        var document = XDocument.Parse(Packets.Text(Packets.SignedDocument(TestKey.Rsa2048)));
        var trace = document.Root!.Descendants().Single(static e => e.Name.LocalName == "TraceHeader");
        trace.AddAfterSelf(new XElement(trace));

        var finding = Only(document.ToString());

        Assert.That((finding.CryptographicIndication, finding.Survivors is { Same: true }), Is.EqualTo((Indication.TotalFailed, true)));
    }

    [Test]
    public void a_dummy_block_of_another_namespace_is_present_and_not_verifiable()
    {
        var finding = Only("<a><Signature xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><SignatureValue>x</SignatureValue></Signature></a>");

        Assert.That(finding.CryptographicIndication, Is.EqualTo(Indication.Indeterminate));
    }

    [Test]
    public void an_empty_digital_signature_is_present_and_not_verifiable()
    {
        Assert.That(Only("<a><DigitalSignature/></a>").CryptographicIndication, Is.EqualTo(Indication.Indeterminate));
    }

    [TestCase("edoc_new.edxml")]
    [TestCase("edoc_update.edxml")]
    public void the_dummy_block_of_an_official_sample_never_passes(string name)
    {
        var path = Samples.Find(name);
        using var file = new MemoryStream(File.ReadAllBytes(path).AsSpan().ToArray());

        var check = Verifier.Verify(file);

        Assert.That(
            check.Unreadable is not null || check.Signatures.All(static s => s.CryptographicIndication == Indication.Indeterminate), Is.True);
    }

    [Test]
    public void a_doctype_is_not_read()
    {
        Assert.That(Examine("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>").Unreadable, Is.Not.Null);
    }

    [Test]
    public void a_signature_without_a_certificate_is_not_verifiable()
    {
        var text = SignedFile();
        var start = text.IndexOf("<KeyInfo>", StringComparison.Ordinal);
        var end = text.IndexOf("</KeyInfo>", StringComparison.Ordinal) + "</KeyInfo>".Length;

        Assert.That(Only(text.Remove(start, end - start)).CryptographicSubIndication, Is.EqualTo(SubIndication.NoSigningCertificateFound));
    }

    [Test]
    public void damaged_blocks_never_throw_and_never_pass()
    {
        var text = SignedFile();
        var random = new Random(3);
        var passed = new List<string>();
        for (var i = 0; i < 300; i++)
        {
            var from = text.IndexOf("<Signature", StringComparison.Ordinal);
            var at = random.Next(from, text.Length - 8);
            var damaged = text.Remove(at, random.Next(1, 8));
            passed.AddRange(Examine(damaged).Signatures.Where(static s => s.CryptographicIndication == Indication.TotalPassed).Select(_ => damaged));
        }

        Assert.That(passed, Is.Empty);
    }

    private static GeneralCheck Examine(string xml) => Verifier.Verify(new MemoryStream(Packets.Raw(xml)));

    private static SignatureFinding Only(string xml)
    {
        var check = Examine(xml);
        Assert.That(check.Signatures, Has.Count.EqualTo(1), check.Unreadable);
        return check.Signatures[0];
    }

    private static string SignedFile()
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml("<a>\n  <b>nội dung</b>\n</a>");
        var signed = new SignedXml(document) { SigningKey = TestKey.Rsa2048.Private };
        var reference = new Reference("");
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        signed.AddReference(reference);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(TestKey.Rsa2048.Certificate));
        signed.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signed.GetXml(), true));
        return document.OuterXml;
    }
}
