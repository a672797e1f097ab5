using System.Globalization;
using System.Text;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Keys;
using Axis.Node.Storage;
using Axis.Node.Vxp.Systems;

namespace Axis.Journey.Tests.Vxp;

/// <summary>What the operator of a node decides about systems, and what it can read of them afterwards.</summary>
public sealed class OperatorTests
{
    private static readonly byte[] Unit = """{"id":"","pcode":"H37.01","code":"H37.01.09","name":"Phòng trực thuộc","mail":"","mobile":"","fax":""}"""u8.ToArray();
    private VxpNetwork _vxp = null!;
    private SdkClient _province = null!;
    private string _secret = "";

    private RunningNode Node => _vxp.ProvinceNode;

    private VxpSystems Systems => Node.Get<VxpSystems>();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync(""", "MaxListItems": 3""");
        _province = await VxpNetwork.ConnectAsync(Node, "sys.h37", ["H37"]);
        _secret = await VxpNetwork.AddAsync(Node, "sys.so", ["H37.01"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task an_agency_that_the_operator_took_out_is_not_registered_again_until_the_operator_puts_it_back()
    {
        await RegisterAsync();
        var removed = Done(await Systems.RemoveAgencyAsync("sys.so", "H37.01.09", "test", CancellationToken.None));

        var again = await RegisterAsync();

        Assert.That((again.Status, again.ErrorCode), Is.EqualTo(("FAIL", "19")));
        Assert.That((removed.Barred, removed.Agencies), Is.EqualTo(((string[])["H37.01.09"], (string[])["H37.01"])));
        Assert.That(Systems.List().Single(static s => s.Id == "sys.so").Agencies, Does.Not.Contain("H37.01.09"));

        var back = Done(await Systems.AddAgencyAsync("sys.so", "H37.01.09", "test", CancellationToken.None));

        Assert.That((await RegisterAsync()).Status, Is.EqualTo("OK"));
        Assert.That(back.Barred, Is.Empty);
    }

    [Test]
    public async Task the_sent_list_counts_receivers_not_packets()
    {
        var client = await VxpNetwork.ConnectAsync(_vxp.CentralNode, "sys.list", ["G01"]);
        var first = await client.SendAsync("G01", "edoc", OldPackets.Document("G01", ["H37", "H37.01"], "801"));
        var second = await client.SendAsync("G01", "edoc", OldPackets.Document("G01", ["H37", "H37.01", "G22", "H37.01.09"], "802"));

        var page = (await client.SentAsync("edoc")).Data;
        var next = (await client.CallAsync("POST", "/getSentEdocList", [("pageIndex", "2")], [])).Data;
        var one = (await client.SentAsync("edoc", second.DocId)).Data;

        Assert.That(page.Select(Row), Is.EqualTo(new[] { (second.DocId, "H37"), (second.DocId, "H37.01"), (second.DocId, "G22") }));
        Assert.That(next.Select(Row), Is.EqualTo(new[] { (second.DocId, "H37.01.09"), (first.DocId, "H37"), (first.DocId, "H37.01") }));
        Assert.That(one, Has.Count.EqualTo(4), "of one packet all receivers");
    }

    [Test]
    public async Task a_recall_that_its_header_sends_to_some_recalls_nothing_of_the_others_until_it_goes_there_too()
    {
        await Fresh().SendAsync("H37.01", "edoc", OldPackets.Document("H37.01", ["G22", "G01"], "860"));
        var document = Node.Store.Read(static s => s.Tracking.FindByDocument(OrganId.Parse("H37.01"), OldPackets.Id("H37.01", "860"), OrganId.Parse("G22")))[0].Packet!.Value.ToString();
        var recall = OldPackets.Document("H37.01", ["G22", "G01"], "860", kind: 1, header: Recalled("860"));

        var some = await Fresh().SendAsync("H37.01", "edoc", recall, to: """["G22"]""");
        var first = Asked();
        var rest = await Fresh().SendAsync("H37.01", "edoc", recall, to: """["G01"]""");

        Assert.That((some.Status, rest.Status), Is.EqualTo(("OK", "OK")), some.Text + rest.Text);
        Assert.That((first, Asked()), Is.EqualTo(("G22", "G01 G22")));

        string Asked() => string.Join(' ', Node.Tracking(document).Where(static r => r.ChangeKind == ChangeKind.Recall).Select(static r => r.Recipient.Value).Order());
    }

    [Test]
    public async Task a_sender_is_not_its_own_receiver()
    {
        var answer = await Fresh().SendAsync("H37.01", "edoc", OldPackets.Document("H37.01", ["G22", "H37.01"], "861"));

        Assert.That((answer.Status, answer.ErrorCode, RefusedAs()), Is.EqualTo(("FAIL", "22", "SND-08")), answer.Text);
    }

    [Test]
    public async Task a_recall_without_a_reason_is_not_taken()
    {
        await Fresh().SendAsync("H37.01", "edoc", OldPackets.Document("H37.01", ["G22"], "862"));
        var recall = Encoding.UTF8.GetString(OldPackets.Document("H37.01", ["G22"], "862", kind: 1, header: Recalled("862"))).Replace("<edXML:BussinessDocReason>Lý do<", "<edXML:BussinessDocReason> <", StringComparison.Ordinal);

        var answer = await Fresh().SendAsync("H37.01", "edoc", Encoding.UTF8.GetBytes(recall));

        Assert.That((answer.Status, answer.ErrorCode, RefusedAs()), Is.EqualTo(("FAIL", "22", "RCL-12")), answer.Text);
    }

    private string? RefusedAs() => Journal().Where(static e => e.Kind == "submission-refused").MaxBy(static e => e.At)?.To;

    private static string Recalled(string number) => $"""
        <edXML:ResponseFor>
          <edXML:OrganId>H37.01</edXML:OrganId>
          <edXML:Code>{number}/UBND-VP</edXML:Code>
          <edXML:PromulgationDate>2026/11/02</edXML:PromulgationDate>
          <edXML:DocumentId>{OldPackets.Id("H37.01", number)}</edXML:DocumentId>
        </edXML:ResponseFor>
        """;

    [Test]
    public async Task the_dates_of_a_list_are_vietnam_time_and_both_included()
    {
        var client = await VxpNetwork.ConnectAsync(_vxp.CentralNode, "sys.dates", ["G22"]);
        var sent = await client.SendAsync("G22", "edoc", OldPackets.Document("G22", ["H37"], "810"));
        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7));
        var at = DateTimeOffset.ParseExact((await client.SentAsync("edoc", sent.DocId)).Data.Single().GetProperty("sentTime").GetString()! + " +07:00", "yyyy/MM/dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync(Day(now), Day(now)), Is.EqualTo(1), "the whole of a day");
            Assert.That(await CountAsync(Second(at), Second(at)), Is.EqualTo(1), "the very second");
            Assert.That(await CountAsync(Second(at.AddSeconds(1)), ""), Is.Zero, "from the next");
            Assert.That(await CountAsync("", Second(at.AddSeconds(-1))), Is.Zero, "until the one before");
            Assert.That(await CountAsync("", at.ToString("yyyy'/'MM'/'dd HH':'mm':'ss", CultureInfo.InvariantCulture)), Is.EqualTo(1), "the other spelling");
        });

        async Task<int> CountAsync(string from, string to) => (await client.CallAsync("POST", "/getSentEdocList", [("messagetype", "edoc"), ("docId", ""), ("fromDate", from), ("toDate", to)], [])).Data.Count;
    }

    [Test]
    public async Task the_dates_of_the_received_list_bound_since_when_an_item_waits()
    {
        await _province.SendAsync("H37", "edoc", OldPackets.Document("H37", ["H37.01"], "820"));
        var client = new SdkClient(VxpNetwork.ServiceOf(Node), "sys.so", _secret);
        var tomorrow = Day(DateTimeOffset.UtcNow.AddDays(2));

        Assert.That((await client.ReceivedAsync("edoc")).Data, Is.Not.Empty);
        Assert.That((await client.CallAsync("POST", "/getReceivedEdocList", [("messagetype", "edoc"), ("fromDate", tomorrow)], [])).Data, Is.Empty);
    }

    [TestCase("yesterday")]
    [TestCase("31/02/2026")]
    public async Task a_date_that_is_none_is_refused_and_not_left_out(string date)
    {
        var answer = await Fresh().CallAsync("POST", "/getReceivedEdocList", [("messagetype", "edoc"), ("toDate", date)], []);

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo(("FAIL", "10")));
    }

    [Test]
    public async Task a_refused_call_stands_in_the_journal_whoever_refused_it()
    {
        var client = Fresh();
        await client.SendAsync("H37.01", "edoc", OldPackets.Document("H37.01", ["H37"], "830"), to: "[1]");
        await client.SendAsync("H99", "edoc", OldPackets.Document("H99", ["H37"], "831"));
        await client.CallAsync("POST", "/registerAgency", [], """{"id":"","pcode":"G22","code":"G22.01","name":"Vụ"}"""u8.ToArray());
        await client.UpdateAsync("1", "done");

        var lines = Journal().Where(static e => e.Actor == "system:sys.so" && e.Kind is "submission-refused" or "vxp-call-refused").Select(static e => (e.Kind, e.From, e.To)).ToList();

        Assert.That(lines, Is.SupersetOf(new[]
        {
            ("submission-refused", "sendEdoc", "VXP_18"), ("submission-refused", "sendEdoc", "SND-09"), ("vxp-call-refused", "registerAgency", "VXP_19"), ("vxp-call-refused", "updateStatus", "VXP_10"),
        }));
    }

    [Test]
    public async Task what_an_agencys_software_answers_is_journalled_with_the_state_it_moves()
    {
        var packet = OldPackets.Document("H37", ["H37.01"], "840");
        var taken = await _province.SendAsync("H37", "edoc", packet);
        Assert.That(taken.Status, Is.EqualTo("OK"), taken.Text);

        await Fresh().SendAsync("H37.01", "status", OldPackets.Status("H37.01", "H37", "H37", "840", "03", "Đã tiếp nhận"));

        var line = Journal().Single(e => e.Kind == "status-answered" && e.Packet == Digest.Of(packet));
        Assert.That((line.Agency, line.Actor, line.From, line.To), Is.EqualTo(("H37.01", "system:sys.so", nameof(InboxState.Arrived), "03")));
    }

    [TestCase(VxpNetwork.Leaving, "FAIL")]
    [TestCase(VxpNetwork.Closed, "OK")]
    public async Task a_successor_speaks_only_for_an_agency_that_is_closed(string agency, string status)
    {
        var document = agency == VxpNetwork.Closed ? "851" : "850";
        await _province.SendAsync("H37", "edoc", OldPackets.Document("H37", ["H37.01"], document));

        var answer = await Fresh().SendAsync("H37.01", "status", OldPackets.Status(agency, "H37", "H37", document, "05", "Đang xử lý"));

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
    }

    [Test]
    public async Task a_lost_key_file_is_told_of_and_replaced_only_on_demand()
    {
        await using var vxp = await VxpNetwork.StartAsync();
        var node = vxp.CentralNode;
        var secret = await VxpNetwork.AddAsync(node, "sys.one", []);
        await node.StopAsync();
        File.Delete(Path.Combine(node.Folder, "keys", SecretBox.FileName));
        await node.StartAsync();
        var systems = node.Get<VxpSystems>();

        var refused = await systems.RotateAsync("sys.one", false, "test", CancellationToken.None);
        var added = await systems.AddAsync(new AddVxpSystem { Id = "sys.two", Name = "Khác" }, "test", CancellationToken.None);

        Assert.That((refused as Refused<VxpSystemSecret>)?.Why.Code, Is.EqualTo("VXP_KEY"));
        Assert.That((added as Refused<VxpSystemSecret>)?.Why.Sentence, Does.Contain("--new-key"));
        var renewed = Done(await systems.RotateAsync("sys.one", true, "test", CancellationToken.None)).Secret;
        Assert.That((await new SdkClient(VxpNetwork.ServiceOf(node), "sys.one", renewed).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));
        Assert.That((await new SdkClient(VxpNetwork.ServiceOf(node), "sys.one", secret).ReceivedAsync("edoc")).ErrorCode, Is.EqualTo("15"));
    }

    private static (string, string) Row(JsonElement row) => (row.GetProperty("senderDocId").GetString()!, row.GetProperty("toCode").GetString()!);

    private static string Day(DateTimeOffset at) => at.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    private static string Second(DateTimeOffset at) => at.ToString("dd'/'MM'/'yyyy HH':'mm':'ss", CultureInfo.InvariantCulture);

    private static T Done<T>(Outcome<T> outcome) => outcome is Done<T> done ? done.Value : throw new AssertionException(((Refused<T>)outcome).Why.Sentence);

    private List<JournalEntry> Journal() => [.. Node.Store.Read(static s => s.Journal.List(null, 1000, null)).Select(static l => l.Entry)];

    // One that repeats no header of another test.
    private SdkClient Fresh() => new(VxpNetwork.ServiceOf(Node), "sys.so", _secret);

    private Task<SdkAnswer> RegisterAsync() => Fresh().CallAsync("POST", "/registerAgency", [], Unit);
}
