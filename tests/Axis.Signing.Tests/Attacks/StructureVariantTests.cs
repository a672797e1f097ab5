using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Signature wrapping, extra nodes and forbidden algorithms: canonical bytes with a structure that must not pass.</summary>
[TestFixture]
public sealed partial class StructureVariantTests
{
    private static readonly string Packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048));
    private static readonly string Signature = Block().Match(Packet).Value;
    private static readonly string Files = Encoded().Match(Packet).Value;

    [Test]
    public void attachments_inside_a_signature_object_are_refused() =>
        Refused(Packet.Replace("</ds:Signature>", "<ds:Object>" + Files + "</ds:Object></ds:Signature>", StringComparison.Ordinal));

    [Test]
    public void attachments_moved_into_a_signature_object_are_refused() => Refused(Packet
        .Replace(Files, "", StringComparison.Ordinal).Replace("</ds:Signature>", "<ds:Object>" + Files + "</ds:Object></ds:Signature>", StringComparison.Ordinal));

    [Test]
    public void a_signature_moved_into_the_subject_is_refused() => Refused(Packet
        .Replace(Signature, "", StringComparison.Ordinal).Replace("</edXML:Subject>", Signature + "</edXML:Subject>", StringComparison.Ordinal));

    [Test]
    public void a_signature_moved_among_other_elements_is_refused() => Refused(Packet
        .Replace(Signature, "", StringComparison.Ordinal).Replace("</edXML:SignerInfo>", Signature + "</edXML:SignerInfo>", StringComparison.Ordinal));

    [Test]
    public void a_signature_before_the_trace_headers_is_refused() => Refused(Packet
        .Replace(Signature, "", StringComparison.Ordinal).Replace("<edXML:TraceHeaderList>", Signature + "<edXML:TraceHeaderList>", StringComparison.Ordinal));

    [Test]
    public void two_signatures_are_refused() => Refused(Packet.Replace(Signature, Signature + Signature, StringComparison.Ordinal));

    [Test]
    public void a_signature_inside_the_signature_is_refused() =>
        Refused(Packet.Replace("</ds:Signature>", "<ds:Object>" + Signature + "</ds:Object></ds:Signature>", StringComparison.Ordinal));

    [Test]
    public void elements_in_another_order_are_refused()
    {
        var number = "<edXML:CodeNumber>88</edXML:CodeNumber>";
        var notation = "<edXML:CodeNotation>SNV-VP</edXML:CodeNotation>";
        Refused(Packet.Replace(number + notation, notation + number, StringComparison.Ordinal));
    }

    [Test]
    public void files_before_the_envelope_are_refused() => Refused(Packet
        .Replace(Files, "", StringComparison.Ordinal).Replace("<edXML:edXMLEnvelope", Files + "<edXML:edXMLEnvelope", StringComparison.Ordinal));

    [Test]
    public void a_second_attachment_block_is_refused() => Refused(Packet.Replace(Files, Files + Files, StringComparison.Ordinal));

    [Test]
    public void exchanged_files_do_not_pass()
    {
        var contents = Content().Matches(Packet).Select(static m => m.Value).ToArray();
        Refused(
            Packet.Replace(contents[0], "@", StringComparison.Ordinal).Replace(contents[1], contents[0], StringComparison.Ordinal).Replace("@", contents[1], StringComparison.Ordinal),
            SubIndication.HashFailure);
    }

    [Test]
    public void an_inclusive_prefix_list_is_refused() => Refused(Packet.Replace(
        "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>",
        "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"edXML\"></ec:InclusiveNamespaces></ds:Transform>",
        StringComparison.Ordinal));

    [Test]
    public void unsigned_properties_are_refused() => Refused(Packet.Replace(
        "</xades:QualifyingProperties>", "<xades:UnsignedProperties></xades:UnsignedProperties></xades:QualifyingProperties>", StringComparison.Ordinal));

    [Test]
    public void a_second_certificate_is_refused() => Refused(Packet.Replace(
        "</ds:X509Data>", $"<ds:X509Certificate>{Convert.ToBase64String(TestKey.P256.Certificate.RawData)}</ds:X509Certificate></ds:X509Data>", StringComparison.Ordinal));

    [Test]
    public void a_second_certificate_before_the_signers_is_refused() => Refused(Packet.Replace(
        "<ds:X509Data>", $"<ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(TestKey.P256.Certificate.RawData)}</ds:X509Certificate>", StringComparison.Ordinal));

    [Test]
    public void a_key_value_is_refused() => Refused(Packet.Replace(
        "<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>", StringComparison.Ordinal));

    [Test]
    public void a_retrieval_method_is_refused() => Refused(Packet.Replace(
        "<ds:KeyInfo>", "<ds:KeyInfo><ds:RetrievalMethod URI=\"http://127.0.0.1/\"></ds:RetrievalMethod>", StringComparison.Ordinal));

    [Test]
    public void a_manifest_is_refused() => Refused(Packet.Replace(
        "</ds:Signature>", "<ds:Object><ds:Manifest></ds:Manifest></ds:Object></ds:Signature>", StringComparison.Ordinal));

    [Test]
    public void an_hmac_is_refused() => Refused(Packet.Replace(
        "xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256", StringComparison.Ordinal), SubIndication.SigConstraintsFailure);

    [Test]
    public void sha1_signatures_are_refused() => Refused(Packet.Replace(
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", StringComparison.Ordinal), SubIndication.SigConstraintsFailure);

    [Test]
    public void sha1_digests_are_refused() => Refused(Packet.Replace(
        "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1", StringComparison.Ordinal), SubIndication.SigConstraintsFailure);

    [Test]
    public void the_method_of_another_key_type_is_refused() => Refused(Packet.Replace(
        "xmldsig-more#rsa-sha256", "xmldsig-more#ecdsa-sha256", StringComparison.Ordinal), SubIndication.SigConstraintsFailure);

    [Test]
    public void an_xslt_transform_is_refused() => Refused(Packet.Replace(
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116", StringComparison.Ordinal));

    [Test]
    public void a_reference_to_elsewhere_is_refused() => Refused(Packet.Replace(
        "<ds:Reference Id=\"packet-reference\" URI=\"\">", "<ds:Reference Id=\"packet-reference\" URI=\"http://127.0.0.1/\">", StringComparison.Ordinal));

    [Test]
    public void another_certificate_of_the_same_shape_is_refused() => Refused(Packet.Replace(
        Convert.ToBase64String(TestKey.Rsa2048.Certificate.RawData), Convert.ToBase64String(TestKey.OtherRsa.Certificate.RawData), StringComparison.Ordinal), SubIndication.SigConstraintsFailure);

    [Test]
    public void a_high_s_is_refused()
    {
        var text = Packets.Text(Packets.SignedDocument(TestKey.P256));
        var info = SignedInfo().Match(text).Value.Replace("<ds:SignedInfo>", $"<ds:SignedInfo xmlns:ds=\"{EdxmlNames.XmlDsig}\">", StringComparison.Ordinal);
        var high = Convert.ToBase64String(TestKey.P256.SignHighS(Packets.Raw(info)));

        Refused(Value().Replace(text, $"<ds:SignatureValue>{high}</ds:SignatureValue>"), SubIndication.SigCryptoFailure);
    }

    [Test]
    public void an_older_signing_time_in_the_properties_is_refused() =>
        Refused(Packet.Replace("2026-02-03T08:20:41Z", "2025-02-03T08:20:41Z", StringComparison.Ordinal), SubIndication.HashFailure);

    [Test]
    public void a_changed_list_of_contents_is_refused() =>
        Refused(Packet.Replace("<Size>500</Size>", "<Size>501</Size>", StringComparison.Ordinal), SubIndication.HashFailure);

    [Test]
    public void a_repeated_recipient_is_refused() => Refused(Packet.Replace(
        "</edXML:To>", "</edXML:To><edXML:To><edXML:OrganId>H37.61</edXML:OrganId></edXML:To>", StringComparison.Ordinal));

    [Test]
    public void a_repeated_subject_is_refused() => Refused(Packet.Replace(
        "</edXML:Subject>", "</edXML:Subject><edXML:Subject>khác</edXML:Subject>", StringComparison.Ordinal));

    [Test]
    public void an_appended_trace_header_breaks_the_packet_reference() => Refused(WithTraceHeader(), SubIndication.HashFailure);

    [Test]
    public void after_an_appended_trace_header_the_files_are_still_proved_unaltered()
    {
        var survivors = Packets.Verify(Packets.Raw(WithTraceHeader())).Survivors;

        Assert.That(survivors!.Unaltered, Does.Contain("tệp 1 (công văn.pdf)").And.Contain("tệp 2 (số liệu.pdf)").And.Contain("nơi gửi"));
    }

    [Test]
    public void after_a_changed_file_that_file_is_named()
    {
        var check = Packets.Verify(Packets.Raw(Packet.Replace("JVBERi0x", "JVBERi0y", StringComparison.Ordinal)));

        Assert.That(check.Survivors!.Altered, Is.EqualTo(new[] { "tệp 1 (công văn.pdf)" }));
    }

    private static string WithTraceHeader() => Packet.Replace(
        "</edXML:TraceHeader>",
        "</edXML:TraceHeader><edXML:TraceHeader><edXML:OrganId>VXP.01</edXML:OrganId><edXML:Timestamp>2026/02/03 15:30:00</edXML:Timestamp></edXML:TraceHeader>",
        StringComparison.Ordinal);

    private static void Refused(string variant, SubIndication expected = SubIndication.FormatFailure)
    {
        Assert.That(variant, Is.Not.EqualTo(Packet), "the variant changes nothing");
        Assert.That(Packets.Verify(Packets.Raw(variant)).CryptographicSubIndication, Is.EqualTo(expected));
    }

    [GeneratedRegex("<ds:Signature .*?</ds:Signature>")]
    private static partial Regex Block();

    [GeneratedRegex("<AttachmentEncoded>.*?</AttachmentEncoded>")]
    private static partial Regex Encoded();

    [GeneratedRegex("(?<=QCVN_102_2016\">)[A-Za-z0-9+/=]{8,}(?=</edXML:ContentTransferEncoded>)")]
    private static partial Regex Content();

    [GeneratedRegex("<ds:SignedInfo>.*?</ds:SignedInfo>")]
    private static partial Regex SignedInfo();

    [GeneratedRegex("<ds:SignatureValue>[^<]*</ds:SignatureValue>")]
    private static partial Regex Value();
}
