using System.Diagnostics;
using System.Text;
using System.Xml;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Core.Tests.Receipts;

public sealed class ReceiptXmlTests
{
    private static Receipt Full(int recipients = 2) => new()
    {
        Id = Guid.Parse("01930000-0000-7000-8000-000000000001"),
        Event = ReceiptEvent.RelayAcceptance,
        ReasonCode = "already-known",
        Time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero),
        Issuer = NodeId.Parse("tinh-nghe-an"),
        IssuerCertificate = Digest.Of("certificate"u8),
        Packet = Digest.Of("packet"u8),
        Content = Digest.Of("content"u8),
        PacketSize = 14_321,
        PacketKind = PacketKind.Document,
        From = OrganId.Parse("H41.02"),
        DocumentId = "Số 12 <&> \"Đặc biệt\"\r\n\t𝄞",
        Delivery = Guid.Parse("01930000-0000-7000-8000-000000000002"),
        Offer = Digest.Of("offer"u8),
        HandedOverBy = NodeId.Parse("huyen-1"),
        IssuedTo = NodeId.Parse("huyen-1"),
        Recipients = [.. Enumerable.Range(0, recipients).Select(static i => new RecipientOutcome(
            OrganId.Parse($"H41.{i:0000}"), OrganId.Parse($"H41.{i:0000}"), i % 2 == 0, i % 2 == 0 ? null : "recipient-closed"))],
        Verdict = "TOTAL-PASSED",
        DirectoryVersions = new Dictionary<string, long> { ["root"] = 3, ["H41"] = 17 },
        JournalHead = Digest.Of("head"u8),
        Previous = Digest.Of("previous"u8),
        FirstReceipt = Digest.Of("first"u8),
    };

    private static Receipt Smallest() => new()
    {
        Id = Guid.Parse("01930000-0000-7000-8000-000000000003"),
        Event = ReceiptEvent.SubmissionAcceptance,
        Time = DateTimeOffset.UnixEpoch,
        Issuer = NodeId.Parse("xa-1"),
        IssuerCertificate = Digest.Of("certificate"u8),
        Packet = Digest.Of("packet"u8),
        PacketSize = 0,
        PacketKind = PacketKind.Status,
        From = OrganId.Parse("000.00.00.G22"),
        DocumentId = "",
        IssuedTo = NodeId.Parse("xa-1"),
        Recipients = [new RecipientOutcome(OrganId.Parse("\"<&>'"), OrganId.Parse("A"), true)],
    };

    private static string CodeOf(string xml) => CodeOf(Encoding.UTF8.GetBytes(xml));

    private static string CodeOf(byte[] bytes) => Assert.Throws<ReceiptFormatException>(() => ReceiptXml.Read(bytes))!.Code;

    [Test]
    public void what_is_written_is_read_back_with_every_value()
    {
        var receipt = Full();
        var read = ReceiptXml.Read(ReceiptXml.Write(receipt));
        Assert.Multiple(() =>
        {
            Assert.That(read.Recipients, Is.EqualTo(receipt.Recipients));
            Assert.That(read.DirectoryVersions, Is.EquivalentTo(receipt.DirectoryVersions));
            Assert.That(read with { Recipients = receipt.Recipients, DirectoryVersions = receipt.DirectoryVersions }, Is.EqualTo(receipt));
        });
    }

    [Test]
    public void absent_values_stay_absent()
    {
        var receipt = Smallest();
        var read = ReceiptXml.Read(ReceiptXml.Write(receipt));
        Assert.That(read with { Recipients = receipt.Recipients, DirectoryVersions = receipt.DirectoryVersions }, Is.EqualTo(receipt));
    }

    [Test]
    public void an_xml_parser_reads_the_same_text()
    {
        var xml = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        xml.LoadXml(Encoding.UTF8.GetString(ReceiptXml.Write(Full())));
        Assert.That(xml.GetElementsByTagName("DocumentId", ReceiptXml.Namespace)[0]!.InnerText, Is.EqualTo(Full().DocumentId));
    }

    [Test]
    public void recipients_are_sorted_whatever_order_they_are_given_in()
    {
        var receipt = Full(40);
        Assert.That(ReceiptXml.Write(receipt with { Recipients = [.. receipt.Recipients.Reverse()] }), Is.EqualTo(ReceiptXml.Write(receipt)));
    }

    [Test]
    public void every_changed_byte_is_refused_or_another_receipt()
    {
        var bytes = ReceiptXml.Write(Full());
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var value in new byte[] { (byte)'0', (byte)' ', (byte)'<', (byte)'&', 0, 0x80, (byte)(bytes[i] ^ 0x20) })
            {
                var changed = (byte[])bytes.Clone();
                changed[i] = value;
                if (value == bytes[i])
                {
                    continue;
                }

                try
                {
                    Assert.That(ReceiptXml.Write(ReceiptXml.Read(changed)), Is.EqualTo(changed), $"byte {i} as {value}");
                }
                catch (ReceiptFormatException e)
                {
                    Assert.That(e.Code, Does.StartWith("receipt-"));
                }
            }
        }
    }

    [TestCase("<Version>1</Version>", "<Version>2</Version>")]
    [TestCase("<Receipt xmlns=\"urn:docaxis:receipt:1\">", "<?xml version=\"1.0\"?><Receipt xmlns=\"urn:docaxis:receipt:1\">")]
    [TestCase("<Receipt xmlns=\"urn:docaxis:receipt:1\">", "<!DOCTYPE Receipt><Receipt xmlns=\"urn:docaxis:receipt:1\">")]
    [TestCase("<Recipients>", "<!-- --><Recipients>")]
    [TestCase("<Issuer>", "<r:Issuer>")]
    [TestCase("<Recipient accepted", "<Recipient  accepted")]
    [TestCase("></Recipient>", "/>")]
    public void other_markup_is_refused_as_syntax(string from, string to) =>
        Assert.That(CodeOf(Encoding.UTF8.GetString(ReceiptXml.Write(Full())).Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ReceiptFormatException.Syntax));

    [TestCase("<From>H41.02</From>", "<From>h41.02</From>")]
    [TestCase("<From>H41.02</From>", "<From> H41.02</From>")]
    [TestCase("&lt;", "&#60;")]
    [TestCase("\"Đặc", "&quot;Đặc")]
    [TestCase("accepted=\"false\"", "accepted=\"no\"")]
    [TestCase("<PacketSize>14321", "<PacketSize>014321")]
    [TestCase("</Receipt>", "</Receipt>\n")]
    public void another_spelling_of_the_same_values_is_refused(string from, string to) =>
        Assert.That(CodeOf(Encoding.UTF8.GetString(ReceiptXml.Write(Full())).Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ReceiptFormatException.NotCanonical));

    [TestCase("<Event>RelayAcceptance", "<Event>Relay")]
    [TestCase("<Event>RelayAcceptance", "<Event>3")]
    [TestCase("<PacketSize>14321", "<PacketSize>-1")]
    [TestCase("<Issuer>tinh-nghe-an", "<Issuer>TINH")]
    [TestCase("T05:06:07.089Z", "T25:06:07.089Z")]
    [TestCase("<Verdict>TOTAL-PASSED", "<Verdict>")]
    public void a_value_of_the_wrong_kind_is_refused(string from, string to) =>
        Assert.That(CodeOf(Encoding.UTF8.GetString(ReceiptXml.Write(Full())).Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ReceiptFormatException.BadValue));

    [Test]
    public void a_recipient_named_twice_is_refused()
    {
        var receipt = Full();
        Assert.That(
            () => ReceiptXml.Write(receipt with { Recipients = [receipt.Recipients[0], receipt.Recipients[0]] }),
            Throws.TypeOf<ReceiptFormatException>().With.Property("Code").EqualTo(ReceiptFormatException.BadValue));
    }

    [TestCase(0x1)]
    [TestCase(0xFFFF)]
    [TestCase(0xD800)]
    [TestCase(0xDC00)]
    public void a_character_that_xml_cannot_carry_is_not_written(int c) =>
        Assert.That(() => ReceiptXml.Write(Full() with { DocumentId = ((char)c).ToString() }), Throws.TypeOf<ReceiptFormatException>());

    [Test]
    public void too_many_recipients_are_refused() =>
        Assert.That(CodeOf(new byte[ReceiptXml.MaxBytes + 1]), Is.EqualTo(ReceiptFormatException.TooLarge));

    [Test]
    public void a_receipt_to_every_commune_keeps_all_its_recipients()
    {
        var watch = Stopwatch.StartNew();
        var read = ReceiptXml.Read(ReceiptXml.Write(Full(3_500)));
        TestContext.Out.WriteLine($"3,500 recipients written and read in {watch.Elapsed.TotalMilliseconds:0.0} ms");
        Assert.That(read.Recipients, Has.Count.EqualTo(3_500));
    }

    [Test]
    public void the_cost_of_a_small_receipt_is_printed()
    {
        var receipt = Full(1);
        var bytes = ReceiptXml.Write(receipt);
        for (var i = 0; i < 2_000; i++)
        {
            ReceiptXml.Read(ReceiptXml.Write(receipt));
        }

        var watch = Stopwatch.StartNew();
        const int rounds = 5_000;
        for (var i = 0; i < rounds; i++)
        {
            ReceiptXml.Write(receipt);
        }

        var write = watch.Elapsed;
        for (var i = 0; i < rounds; i++)
        {
            ReceiptXml.Read(bytes);
        }

        TestContext.Out.WriteLine($"write {write.TotalMicroseconds / rounds:0.0} µs, read {(watch.Elapsed - write).TotalMicroseconds / rounds:0.0} µs");
        Assert.That(bytes, Has.Length.LessThan(2_048));
    }
}
