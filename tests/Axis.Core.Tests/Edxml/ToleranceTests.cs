using System.Text;
using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml;

/// <summary>One test or more per row of the tolerance catalogue, named after it.</summary>
public sealed class ToleranceTests
{
    private const string Qcvn = EdxmlNames.Namespace;
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 nội dung giả, đủ dài để xuống dòng trong base64 một vài lần nữa");
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8, 1, 2, 3, 4];
    private static readonly string Strict = PacketText.Of(StrictWriter.Layout(Messages.Document()), Convert.ToBase64String(Pdf), Convert.ToBase64String(Zip));
    private static readonly string Status = PacketText.Of(StrictWriter.Layout(Messages.Status()));

    [Test]
    public async Task the_strict_form_has_no_deviation()
    {
        var (packet, sink) = await Read(Strict);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packet.Deviations, Is.Empty);
            Assert.That(MessageText.Of(packet.Message), Is.EqualTo(MessageText.Of(Messages.Document())));
            Assert.That(sink.Files.Select(static f => f.ToArray()), Is.EqualTo(new[] { Pdf, Zip }));
            Assert.That(packet.Attachments[0].Sha256, Is.EqualTo(Digest.Of(Pdf)));
        }
    }

    [Test]
    public async Task T01_a_byte_order_mark_is_accepted() => await Expect("T01", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Strict)]);

    [TestCase("\n")]
    [TestCase("1212")]
    [TestCase("\r\n \r\n")]
    public async Task T02_junk_before_the_declaration_is_skipped(string junk) => await Expect("T02", junk + Strict);

    [Test]
    public Task T02_more_than_64_bytes_of_junk_is_no_packet() => Refuse(EdxmlFaults.NotXml, new string('x', 65) + Strict);

    [Test]
    public async Task T03_white_space_after_the_root_is_accepted() => await Expect("T03", Strict + "\r\n");

    [Test]
    public async Task T04_another_prefix_is_accepted() => await Expect("T04", Strict.Replace("edXML:", "e:").Replace("xmlns:edXML", "xmlns:e").Replace("e:ContentTransferEncoded xmlns:e", "edXML:ContentTransferEncoded xmlns:edXML").Replace("</e:ContentTransferEncoded", "</edXML:ContentTransferEncoded"));

    [Test]
    public async Task T04_no_prefix_is_accepted() => await Expect("T04", Strict.Replace("<edXML:Subject>", "<Subject>").Replace("</edXML:Subject>", "</Subject>"));

    [TestCase("http://www.e-doc.vn/Schema/")]
    [TestCase("http://www.go.vn/eDoc")]
    public async Task T05_a_legacy_namespace_is_accepted(string legacy) => await Expect("T05", Strict.Replace(Qcvn, legacy));

    [Test]
    public async Task T05_a_status_in_a_soap_header_is_accepted()
    {
        var header = Status[Status.IndexOf("<edXML:From>", StringComparison.Ordinal)..Status.IndexOf("</edXML:MessageHeader>", StringComparison.Ordinal)].Replace("edXML:", "");
        var packet = $"<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Header><Status>{header}</Status></SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>";
        var (read, _) = await Read(packet);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(read), Is.EqualTo(new[] { "T05" }));
            Assert.That(MessageText.Of(read.Message), Is.EqualTo(MessageText.Of(Messages.Status())));
        }
    }

    [Test]
    public async Task T06_an_undeclared_known_prefix_is_accepted() =>
        await Expect("T06", Strict.Replace("<edXML:Reference>", "<edXML:Reference xlink:href=\"cid:x\">").Replace($"<edXML:edXMLEnvelope xmlns:edXML=\"{Qcvn}\">", "<edXML:edXMLEnvelope>"));

    [Test]
    public async Task T07_the_correct_spelling_of_business_is_accepted() => await Expect("T07", Strict.Replace("Bussiness", "Business"));

    [Test]
    public async Task T08_a_business_block_inside_the_trace_is_accepted()
    {
        var start = Strict.IndexOf("<edXML:Bussiness>", StringComparison.Ordinal);
        var end = Strict.IndexOf("</edXML:Bussiness>", StringComparison.Ordinal) + "</edXML:Bussiness>".Length;
        await Expect("T08", Strict.Remove(start, end - start).Replace("</edXML:TraceHeader>", Strict[start..end] + "</edXML:TraceHeader>"));
    }

    [Test]
    public async Task T09_any_order_is_accepted()
    {
        const string Place = "<edXML:Place>Mẫu</edXML:Place>";
        await Expect("T09", Strict.Replace(Place + "<edXML:PromulgationDate>2026/02/03</edXML:PromulgationDate>", "<edXML:PromulgationDate>2026/02/03</edXML:PromulgationDate>" + Place));
    }

    [Test]
    public async Task T10_an_empty_optional_element_is_accepted() => await Expect("T10", Strict.Replace("<edXML:SignerInfo>", "<edXML:Content/><edXML:SignerInfo>"));

    [TestCase("")]
    [TestCase("chỉ đạo")]
    public async Task T11_an_unreadable_steering_type_is_zero(string value) => await Expect("T11", Strict.Replace("<edXML:SteeringType>0<", $"<edXML:SteeringType>{value}<"));

    [Test]
    public async Task T12_an_unreadable_type_comes_from_its_name() =>
        await Expect("T12", Strict.Replace("<edXML:Type>2<", "<edXML:Type>hành chính<").Replace("<edXML:TypeDetail>18</edXML:TypeDetail>", "<edXML:TypeDetail></edXML:TypeDetail>"));

    [TestCase("03/02/2026")]
    [TestCase("2026-02-03")]
    [TestCase("3/2/2026")]
    [TestCase("2026/02/03 08:00:00")]
    [TestCase("2026-02-03T00:00:00")]
    public async Task T13_other_dates_are_read(string date) => await Expect("T13", Strict.Replace("<edXML:PromulgationDate>2026/02/03<", $"<edXML:PromulgationDate>{date}<"));

    [TestCase("30/02/2026")]
    [TestCase("1944/01/01")]
    [TestCase("2101/01/01")]
    [TestCase("hôm qua")]
    public async Task T13_an_impossible_date_is_none(string date)
    {
        var (packet, _) = await Read(Strict.Replace("<edXML:DueDate>2026/03/01<", $"<edXML:DueDate>{date}<"));
        Assert.That((Ids(packet).Single(), ((DocumentMessage)packet.Message).DueDate), Is.EqualTo(("T13", (DateOnly?)null)));
    }

    [TestCase("03/02/2026 15:20:41")]
    [TestCase("2026-02-03T15:20:41")]
    [TestCase("2026-02-03T08:20:41Z")]
    [TestCase("1770106841000")]
    public async Task T13_other_timestamps_are_read_as_vietnam_time(string timestamp)
    {
        var (packet, _) = await Read(Status.Replace("2026/02/03 15:20:41", timestamp));
        Assert.That((Ids(packet).Single(), ((StatusMessage)packet.Message).Timestamp), Is.EqualTo(("T13", (DateTimeOffset?)Messages.SentAt)));
    }

    [TestCase("cid:cid:")]
    [TestCase("")]
    [TestCase(" CID:")]
    public async Task T14_content_ids_are_normalised(string scheme) => await Expect("T14", Strict.Replace("cid:", scheme));

    [Test]
    public async Task T15_a_label_that_says_zip_over_other_bytes_is_named() => await Expect("T15", Strict.Replace(Convert.ToBase64String(Zip), "AAAA"), sameContent: false);

    [Test]
    public async Task T15_zip_bytes_under_another_label_are_named() => await Expect("T15", Strict.Replace(Convert.ToBase64String(Pdf), Convert.ToBase64String(Zip)), sameContent: false);

    [Test]
    public async Task T16_a_new_document_without_its_attachment_block_is_accepted()
    {
        var start = Strict.IndexOf("<AttachmentEncoded>", StringComparison.Ordinal);
        var (packet, _) = await Read(Strict[..start] + "</edXML>");
        Assert.That(Ids(packet), Is.EqualTo(new[] { "T16", "D03" }));
    }

    [Test]
    public async Task T17_attachments_inside_the_envelope_are_found()
    {
        const string End = "</edXML:edXMLEnvelope>";
        await Expect("T17", Strict.Replace(End, "").Replace("</edXML>", End + "</edXML>"));
    }

    [Test]
    public async Task T18_attachments_without_namespace_are_found() => await Expect("T18", Strict.Replace("<AttachmentEncoded>", "<AttachmentEncoded xmlns=\"\">"));

    [Test]
    public async Task T18_prefixed_attachments_are_found() =>
        await Expect("T18", Strict.Replace("<Attachment>", $"<edXML:Attachment xmlns:edXML=\"{Qcvn}\">").Replace("</Attachment>", "</edXML:Attachment>"));

    [Test]
    public async Task T19_wrapped_base64_is_read()
    {
        var wrapped = Convert.ToBase64String(Pdf).Insert(20, "\r\n").Insert(41, "\n\t ");
        await Expect("T19", Strict.Replace(Convert.ToBase64String(Pdf), wrapped));
    }

    [TestCase("<!DOCTYPE edXML>")]
    [TestCase("<!DOCTYPE edXML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    public Task T20_a_doctype_is_refused(string doctype) => Refuse(EdxmlFaults.Doctype, Strict.Replace("<edXML xmlns", doctype + "<edXML xmlns"));

    [TestCase(" h37.12 ")]
    [TestCase("h37.12")]
    public async Task T21_an_identifier_is_trimmed_and_upper_cased(string id) => await Expect("T21", Strict.Replace("<edXML:From><edXML:OrganId>H37.12<", $"<edXML:From><edXML:OrganId>{id}<"));

    [TestCase("null")]
    [TestCase("")]
    public Task T21_a_packet_without_its_sender_is_refused(string id) => Refuse(EdxmlFaults.NoSender, Strict.Replace("<edXML:From><edXML:OrganId>H37.12<", $"<edXML:From><edXML:OrganId>{id}<"));

    [Test]
    public async Task T22_a_receiver_is_kept_once() =>
        await Expect("T22", Strict.Replace("<edXML:DocumentId>H37.12", "<edXML:To><edXML:OrganId>H37.61</edXML:OrganId></edXML:To><edXML:DocumentId>H37.12"));

    [Test]
    public async Task T23_a_packet_without_receiver_is_left_to_its_channel()
    {
        var start = Strict.IndexOf("<edXML:To>", StringComparison.Ordinal);
        var (packet, _) = await Read(Strict.Remove(start, Strict.LastIndexOf("</edXML:To>", StringComparison.Ordinal) + "</edXML:To>".Length - start));
        Assert.That((Ids(packet).Single(), packet.Message.Addressees.Count), Is.EqualTo(("T23", 0)));
    }

    [Test]
    public async Task T24_utf_16_is_read() => await Expect("T24", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Strict)]);

    [Test]
    public async Task T24_big_endian_utf_16_without_mark_is_read() => await Expect("T24", Encoding.BigEndianUnicode.GetBytes(Strict));

    [Test]
    public async Task T24_utf_8_that_calls_itself_utf_16_is_read() => await Expect("T24", Strict.Replace("UTF-8", "utf-16"));

    [Test]
    public async Task T24_windows_1258_is_read_and_composed()
    {
        var codePage = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;
        var (packet, _) = await Read(codePage.GetBytes(Status.Replace("UTF-8", "windows-1258").Replace("Đã vào sổ văn bản đến", "\u0110ê\u0301n n\u01A1i").Replace("UBND xã Mẫu", "UBND").Replace("Trần Thị Mẫu", "A").Replace("Văn thư", "B")));
        Assert.That((Ids(packet).Single(), ((StatusMessage)packet.Message).Description), Is.EqualTo(("T24", "Đến nơi")));
    }

    [Test]
    public Task T24_an_unknown_encoding_is_refused() => Refuse(EdxmlFaults.Encoding, Strict.Replace("UTF-8", "x-tcvn3"));

    [Test]
    public Task T24_bytes_outside_the_encoding_are_refused() => Refuse(EdxmlFaults.Encoding, [.. Encoding.UTF8.GetBytes(Strict), 0xC3, 0x28]);

    [Test]
    public async Task T25_of_several_business_blocks_the_first_filled_one_counts() => await Expect("T25", Strict.Replace("<edXML:Bussiness>", "<edXML:Bussiness/><edXML:Bussiness>"));

    [Test]
    public async Task T25_several_replacement_lists_are_joined()
    {
        var message = Messages.Document(new Replacement { Reason = "sai", Replaced = [new ReplacedDocument("a", [Messages.Document().From.OrganId]), new ReplacedDocument("b", [Messages.Document().From.OrganId])] });
        var packet = PacketText.Of(StrictWriter.Layout(message), Convert.ToBase64String(Pdf), Convert.ToBase64String(Zip));
        await Expect("T25", packet.Replace("</edXML:ReplacementInfo><edXML:ReplacementInfo>", "</edXML:ReplacementInfo></edXML:ReplacementInfoList><edXML:ReplacementInfoList><edXML:ReplacementInfo>"), message: message);
    }

    [Test]
    public async Task T26_a_second_trace_header_is_accepted()
    {
        const string Second = "<edXML:TraceHeader><edXML:OrganId>VXP</edXML:OrganId><edXML:Timestamp>2026/02/03 16:00:00</edXML:Timestamp></edXML:TraceHeader>";
        var (packet, _) = await Read(Strict.Replace("<edXML:Bussiness>", Second + "<edXML:Bussiness>"));
        Assert.That((Ids(packet).Single(), ((DocumentMessage)packet.Message).TraceHeaders.Count), Is.EqualTo(("T26", 2)));
    }

    [Test]
    public async Task T27_prefixed_attributes_are_ignored() => await Expect("T27", Strict.Replace("<edXML:TraceHeaderList>", "<edXML:TraceHeaderList edXML:id=\"1\">"));

    [Test]
    public async Task T28_an_extra_root_is_looked_through() => await Expect("T28", Strict.Replace("<edXML xmlns", "<goi><edXML xmlns").Replace("</edXML>", "</edXML></goi>"));

    [Test]
    public Task T28_an_envelope_deeper_than_four_is_not_looked_for() =>
        Refuse(EdxmlFaults.NoEnvelope, Strict.Replace("<edXML xmlns", "<a><b><c><d><edXML xmlns").Replace("</edXML>", "</edXML></d></c></b></a>"));

    [Test]
    public async Task T29_number_and_notation_in_one_are_split() =>
        await Expect("T29", Strict.Replace("<edXML:CodeNumber>88<", "<edXML:CodeNumber>88/SNV-VP<").Replace("<edXML:CodeNotation>SNV-VP</edXML:CodeNotation>", ""));

    [TestCase("\u000B")]
    [TestCase("\0")]
    [TestCase("&#x0B;")]
    [TestCase("\uFFFF")]
    public async Task T30_characters_illegal_in_xml_are_dropped(string illegal) => await Expect("T30", Strict.Replace("V/v kiểm", "V/v ki" + illegal + "ểm"));

    [TestCase("JVBERi0x!!!!")]
    [TestCase("JVBERi0xA")]
    [TestCase("JVBE=Ri0")]
    [TestCase("JVBE<b/>Ri0x")]
    public async Task T31_broken_base64_marks_the_file_and_keeps_the_packet(string content)
    {
        var (packet, _) = await Read(Strict.Replace(Convert.ToBase64String(Pdf), content));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(packet), Is.EqualTo(new[] { "T31" }));
            Assert.That(packet.Attachments.Select(static a => a.Broken), Is.EqualTo(new[] { true, false }));
        }
    }

    [Test]
    public async Task a_repeated_value_is_read_once_and_is_a_repair()
    {
        var (packet, _) = await Read(Strict.Replace("<edXML:DocumentId>H37", "<edXML:DocumentId>khác</edXML:DocumentId><edXML:DocumentId>H37"));
        Assert.That((Ids(packet).Single(), packet.Repaired), Is.EqualTo(("D01", true)));
    }

    [Test]
    public async Task a_repeated_content_id_is_a_repair()
    {
        var (packet, _) = await Read(Strict.Replace("0b8c3e9a-0002", "0b8c3e9a-0001"));
        Assert.That((Ids(packet).Single(), packet.Repaired), Is.EqualTo(("D02", true)));
    }

    [Test]
    public async Task nothing_is_taken_from_inside_a_signature()
    {
        const string Forged = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object><AttachmentEncoded><Attachment><ContentTransferEncoded>AAAA</ContentTransferEncoded></Attachment></AttachmentEncoded></ds:Object></ds:Signature>";
        var (packet, sink) = await Read(Strict.Replace("</edXML:edXMLHeader>", Forged + "</edXML:edXMLHeader>"));
        Assert.That((packet.Deviations.Count, sink.Files.Count, packet.Signature), Is.EqualTo((0, 2, SignaturePresence.XmlSignature)));
    }

    private static string[] Ids(ReadPacket packet) => [.. packet.Deviations.Select(static d => d.Id)];

    private static Task Expect(string id, string packet, bool sameContent = true, Message? message = null) => Expect(id, Encoding.UTF8.GetBytes(packet), sameContent, message);

    private static async Task Expect(string id, byte[] packet, bool sameContent = true, Message? message = null)
    {
        var (read, sink) = await Read(packet);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(read), Is.EqualTo(new[] { id }));
            Assert.That(MessageText.Of(read.Message), Is.EqualTo(MessageText.Of(message ?? Messages.Document())));
            if (sameContent)
            {
                Assert.That(sink.Files.Select(static f => f.ToArray()), Is.EqualTo(new[] { Pdf, Zip }));
            }
        }
    }

    private static Task Refuse(string code, string packet) => Refuse(code, Encoding.UTF8.GetBytes(packet));

    private static async Task Refuse(string code, byte[] packet)
    {
        var error = await Assert.ThrowsAsync<EdxmlFormatException>(() => Read(packet));
        Assert.That(error?.Code, Is.EqualTo(code));
    }

    private static Task<(ReadPacket Packet, MemorySink Sink)> Read(string packet) => Read(Encoding.UTF8.GetBytes(packet));

    private static async Task<(ReadPacket Packet, MemorySink Sink)> Read(byte[] packet)
    {
        var sink = new MemorySink();
        return (await EdxmlReader.ReadAsync(new MemoryStream(packet), EdxmlLimits.Default, sink, CancellationToken.None), sink);
    }
}
