using System.Text;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A packet in any other spelling than the native form is kept as evidence, and the sender's clerk reads why.</summary>
public sealed class NativeFormTests
{
    private static readonly Dictionary<string, Func<string, string>> Spellings = new()
    {
        ["DOCTYPE"] = static x => x.Replace("?>\n", "?>\n<!DOCTYPE edXML>", StringComparison.Ordinal),
        ["entity"] = static x => x.Replace("?>\n", "?>\n<!DOCTYPE edXML [<!ENTITY a \"b\">]>", StringComparison.Ordinal).Replace("V/v gói tin hỏng", "&a;", StringComparison.Ordinal),
        ["character reference"] = static x => x.Replace("V/v gói tin hỏng", "&#86;/v gói tin hỏng", StringComparison.Ordinal),
        ["comment"] = static x => x.Replace("</edXML:edXMLHeader>", "<!-- a --></edXML:edXMLHeader>", StringComparison.Ordinal),
        ["CR"] = static x => x.Replace("?>\n", "?>\r\n", StringComparison.Ordinal),
        ["CDATA"] = static x => x.Replace("V/v gói tin hỏng", "<![CDATA[V/v gói tin hỏng]]>", StringComparison.Ordinal),
        ["byte order mark"] = static x => "\uFEFF" + x,
        ["processing instruction"] = static x => x.Replace("?>\n", "?>\n<?a b?>", StringComparison.Ordinal),
        ["broken base64"] = static x => x.Replace("JVBERi0", "JVBE*i0", StringComparison.Ordinal),
        ["base64 with a line break"] = static x => x.Replace("JVBERi0", "JVBE\nRi0", StringComparison.Ordinal),
        ["cut off"] = static x => x[..^8],
        ["no XML"] = static x => "xin chào",
    };

    public static IEnumerable<string> Names => Spellings.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task a_packet_in_another_spelling_is_refused_with_a_signed_receipt(string name)
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];
        var district = BadInputNetwork.Network[BadInputNetwork.District];

        var answer = await Packets.SendTamperedAsync(commune, BadInputNetwork.Good, "G22", b =>
        {
            var before = Encoding.UTF8.GetString(b);
            var after = Spellings[name](before);
            Assert.That(after, Is.Not.EqualTo(before), "the test changes nothing");
            return Encoding.UTF8.GetBytes(after);
        });

        var rows = await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "FAILED", "told");
        Assert.That(rows[0].ReasonCode, Is.EqualTo("FORMAT_FAILURE"));
        var packet = Digest.Parse(answer.Packet);
        var evidence = district.Store.Read(s => s.Quarantine.List(null, 500)).Single(q => q.Packet == packet);
        Assert.That((evidence.ReasonCode, evidence.Verdict), Is.EqualTo(("FORMAT_FAILURE", "TOTAL-FAILED/FORMAT_FAILURE")));
        var receipt = commune.Store.Read(s => s.Receipts.ListFor(packet)).Select(static r => ReceiptXml.Read(r.Bytes.Span)).Single(static r => r.Event == ReceiptEvent.RelayRejection);
        Assert.That(receipt.Issuer.Value, Is.EqualTo("huyen"));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "packet-quarantined", "FORMAT_FAILURE").Select(static e => e.Packet), Does.Contain(packet));
    }

    [Test]
    public async Task a_recipient_hosted_at_the_refusing_node_is_spoken_of_by_a_consignment_failure()
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];

        var answer = await Packets.SendTamperedAsync(commune, BadInputNetwork.Good, "H37.20", static b => Encoding.UTF8.GetBytes(Spellings["comment"](Encoding.UTF8.GetString(b))));

        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0] is { State: "FAILED", ReasonCode: "FORMAT_FAILURE" }, "told");
        var events = commune.Store.Read(s => s.Receipts.ListFor(Digest.Parse(answer.Packet))).Select(static r => ReceiptXml.Read(r.Bytes.Span).Event);
        Assert.That(events, Does.Contain(ReceiptEvent.ContentConsignmentFailure));
        Assert.That(BadInputNetwork.Network[BadInputNetwork.District].Inbox().Select(static i => i.Packet), Does.Not.Contain(Digest.Parse(answer.Packet)));
    }

    [Test]
    public async Task other_traffic_on_the_same_link_goes_on()
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];
        var bad = Enumerable.Range(0, 5).Select(_ => Packets.SendTamperedAsync(commune, BadInputNetwork.Good, "H37.20", static b => [.. "x"u8, .. b]));
        await Task.WhenAll(bad);

        var good = await commune.SendAsync(BadInputNetwork.Good, ["H37.20"]);

        await Eventually.GetAsync(() => commune.Tracking(good.Packet), static r => r[0].State == "01", "consigned", seconds: 10);
    }

    [Test]
    public async Task a_packet_over_the_next_nodes_limit_fails_with_its_code()
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];
        var file = new byte[BadInputNetwork.DistrictPacketBytes];
        "%PDF-"u8.CopyTo(file);

        var answer = await commune.SendAsync(BadInputNetwork.Good, ["H37.20"], file: file);

        var rows = await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "FAILED", "told");
        Assert.That(rows[0].ReasonCode, Is.EqualTo("PACKET_TOO_LARGE"));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "link-call-refused", "PACKET_TOO_LARGE"), Is.Not.Empty);
    }
}
