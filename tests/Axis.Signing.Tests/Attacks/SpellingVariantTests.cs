using System.Text;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Second spellings of a signed packet, most of which leave its canonical form, and so its signature, as it was.</summary>
[TestFixture]
public sealed class SpellingVariantTests
{
    private const string Qcvn = EdxmlNames.Namespace;

    private static readonly string Packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048));

    [Test]
    public void a_comment_is_refused() => Refused(Packet.Replace("<edXML:Subject>", "<!--x--><edXML:Subject>", StringComparison.Ordinal));

    [Test]
    public void a_comment_inside_a_value_is_refused() => Refused(Packet.Replace("H37.61", "H37<!---->.61", StringComparison.Ordinal));

    [Test]
    public void a_comment_inside_base64_is_refused() => Refused(Packet.Replace("JVBERi0x", "JVBE<!---->Ri0x", StringComparison.Ordinal));

    [Test]
    public void a_comment_inside_the_signature_is_refused() => Refused(Packet.Replace("<ds:KeyInfo>", "<!--x--><ds:KeyInfo>", StringComparison.Ordinal));

    [Test]
    public void a_processing_instruction_is_refused() => Refused(Packet.Replace("<edXML:Subject>", "<?x y?><edXML:Subject>", StringComparison.Ordinal));

    [Test]
    public void cdata_is_refused() => Refused(Packet.Replace(">88<", "><![CDATA[88]]><", StringComparison.Ordinal));

    [Test]
    public void a_namespace_moved_to_the_root_is_refused() => Refused(Packet
        .Replace($"<edXML xmlns=\"{Qcvn}\">", $"<edXML xmlns=\"{Qcvn}\" xmlns:edXML=\"{Qcvn}\">", StringComparison.Ordinal)
        .Replace($"<edXML:edXMLEnvelope xmlns:edXML=\"{Qcvn}\">", "<edXML:edXMLEnvelope>", StringComparison.Ordinal));

    [Test]
    public void a_superfluous_namespace_is_refused() =>
        Refused(Packet.Replace("<edXML:Subject>", "<edXML:Subject xmlns:x=\"urn:x\">", StringComparison.Ordinal));

    [Test]
    public void a_repeated_namespace_is_refused() =>
        Refused(Packet.Replace("<edXML:Subject>", $"<edXML:Subject xmlns:edXML=\"{Qcvn}\">", StringComparison.Ordinal));

    [Test]
    public void another_prefix_is_refused() => Refused(Packet
        .Replace("<edXML:Subject>", $"<e:Subject xmlns:e=\"{Qcvn}\">", StringComparison.Ordinal)
        .Replace("</edXML:Subject>", "</e:Subject>", StringComparison.Ordinal));

    [Test]
    public void xml_lang_on_the_root_is_refused() => Refused(Packet.Replace("<edXML xmlns=", "<edXML xml:lang=\"vi\" xmlns=", StringComparison.Ordinal));

    [Test]
    public void xml_lang_in_canonical_order_on_the_root_is_refused() =>
        Refused(Packet.Replace($"<edXML xmlns=\"{Qcvn}\">", $"<edXML xmlns=\"{Qcvn}\" xml:lang=\"vi\">", StringComparison.Ordinal));

    [Test]
    public void a_byte_order_mark_is_refused() => Refused("\uFEFF" + Packet);

    [Test]
    public void a_carriage_return_is_refused() => Refused(Packet.Replace("?>\n", "?>\r\n", StringComparison.Ordinal));

    [Test]
    public void a_carriage_return_in_a_value_is_refused() => Refused(Packet.Replace("V/v kiểm", "V/v\r kiểm", StringComparison.Ordinal));

    [Test]
    public void a_decimal_reference_to_a_carriage_return_is_refused() => Refused(Packet.Replace("V/v kiểm", "V/v&#13; kiểm", StringComparison.Ordinal));

    [Test]
    public void a_decimal_reference_to_a_tab_in_an_attribute_is_refused() =>
        Refused(Packet.Replace("Target=\"#signature\"", "Target=\"#signature&#9;\"", StringComparison.Ordinal));

    [Test]
    public void a_reference_to_an_ordinary_character_is_refused() => Refused(Packet.Replace(">88<", ">&#x38;8<", StringComparison.Ordinal));

    [Test]
    public void a_line_after_the_root_is_refused() => Refused(Packet + "\n");

    [Test]
    public void a_declaration_without_its_line_feed_is_refused() => Refused(Packet.Replace("?>\n", "?>", StringComparison.Ordinal));

    [Test]
    public void another_declaration_is_refused() => Refused(Packet.Replace("\"UTF-8\"", "\"utf-8\"", StringComparison.Ordinal));

    [Test]
    public void a_doctype_is_refused() => Refused(Packet.Replace("?>\n", "?>\n<!DOCTYPE edXML>", StringComparison.Ordinal));

    [Test]
    public void an_entity_is_refused() => Refused(Packet
        .Replace("?>\n", "?>\n<!DOCTYPE edXML [<!ENTITY n \"88\">]>\n", StringComparison.Ordinal).Replace(">88<", ">&n;<", StringComparison.Ordinal));

    [Test]
    public void an_undeclared_entity_is_refused() => Refused(Packet.Replace(">88<", ">&n;<", StringComparison.Ordinal));

    [Test]
    public void single_quotes_are_refused() => Refused(Packet.Replace("version=\"1.0\">", "version='1.0'>", StringComparison.Ordinal));

    [Test]
    public void white_space_inside_a_tag_is_refused() => Refused(Packet.Replace("<edXML:Subject>", "<edXML:Subject >", StringComparison.Ordinal));

    [Test]
    public void white_space_in_an_end_tag_is_refused() => Refused(Packet.Replace("</edXML:Subject>", "</edXML:Subject >", StringComparison.Ordinal));

    [Test]
    public void white_space_between_elements_is_refused() => Refused(Packet.Replace("<edXML:Subject>", "\n<edXML:Subject>", StringComparison.Ordinal));

    [Test]
    public void an_empty_element_tag_is_refused() => Refused(Packet.Replace("></ds:DigestMethod>", "/>", StringComparison.Ordinal));

    [Test]
    public void white_space_in_base64_is_refused() => Refused(Packet.Replace("JVBERi0x", "JVBE\nRi0x", StringComparison.Ordinal));

    [Test]
    public void pad_bits_that_are_not_zero_are_refused()
    {
        var packet = Packets.Text(Packets.Signed(Packets.Document("a.pdf"), TestKey.P256, [0x41]));

        Refused(packet.Replace(">QQ==<", ">QR==<", StringComparison.Ordinal), "native-base64");
    }

    [Test]
    public void base64_of_unwhole_quads_is_refused() => Refused(Packet.Replace("JVBERi0x", "JVBERi0", StringComparison.Ordinal), "native-base64");

    [Test]
    public void utf8_written_too_long_is_refused()
    {
        var bytes = Packets.Raw(Packet);
        var at = bytes.AsSpan().IndexOf("<edXML:Subject>V/v"u8) + "<edXML:Subject>V".Length;
        byte[] overlong = [.. bytes.AsSpan(0, at), 0xC0, 0xAF, .. bytes.AsSpan(at + 1)];

        Assert.That(Packets.Verify(overlong).FormCode, Is.EqualTo("native-utf8"));
    }

    [Test]
    public void another_encoding_is_refused() =>
        Assert.That(Packets.Verify(Encoding.Unicode.GetBytes(Packet)).CryptographicSubIndication, Is.EqualTo(SubIndication.FormatFailure));

    [Test]
    public void nesting_beyond_any_packet_is_refused_at_once() =>
        Refused(Packet.Replace("<edXML:Subject>", string.Concat(Enumerable.Repeat("<edXML:Subject>", 100_000)), StringComparison.Ordinal), "native-limit");

    private static void Refused(string variant, string? code = null)
    {
        Assert.That(variant, Is.Not.EqualTo(Packet), "the variant changes nothing");
        var check = Packets.Verify(Packets.Raw(variant));

        Assert.That((check.CryptographicSubIndication, code ?? check.FormCode), Is.EqualTo((SubIndication.FormatFailure, check.FormCode)));
    }
}
