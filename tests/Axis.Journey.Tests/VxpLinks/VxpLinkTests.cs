using System.Text;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Journey.Tests.Vxp;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>A province that is a client of the national axis, and the communes below it.</summary>
public sealed class VxpLinkTests
{
    private const string Ministry = "000.00.00.G22";
    private const string Village = "H37.20.61";
    private MixedLine _line = null!;

    [SetUp]
    public async Task StartAsync() => _line = await MixedLine.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _line.DisposeAsync();

    [Test]
    public async Task a_signed_document_goes_up_byte_for_byte_and_is_no_consignment_until_the_receiver_says_so()
    {
        var commune = _line.CommuneNode;

        var answer = await commune.SendAsync(Village, [Ministry]);

        var events = await Eventually.GetAsync(() => Events(commune, answer.Packet), static e => e.Any(static r => r.Event == ReceiptEvent.RelayToNonErds), "handed over");
        var sent = _line.Axis.Sent.Single();
        Assert.That(Digest.Of(sent.Packet).ToString(), Is.EqualTo(answer.Packet));
        Assert.That((sent.Kind, sent.From, sent.To), Is.EqualTo(("edoc", Village, $"[\"{Ministry}\"]")));
        Assert.That(events.Single(static r => r.Event == ReceiptEvent.RelayToNonErds).Recipients.Single().Code, Is.EqualTo(sent.DocId));
        Assert.That(commune.Tracking(answer.Packet).Single().State, Is.EqualTo("SENT"));

        var row = commune.Tracking(answer.Packet).Single();
        foreach (var (code, time) in new[] { ("01", "2026/11/22 08:00:00"), ("03", "2026/11/22 09:00:00"), ("06", "2026/11/22 10:00:00") })
        {
            _line.Axis.Put(Foreign.Status(Ministry, Village, row.DocumentId, row.Code!, code, time), Ministry, Village, "status");
        }

        await Eventually.GetAsync(() => commune.Tracking(answer.Packet).Single(), static r => r.State == "06", "finished");
        await Eventually.GetAsync(() => _line.Axis.Told.Values.Count(static t => t == "done"), static n => n == 3, "answered");
    }

    [Test]
    public async Task an_unsigned_document_comes_down_under_the_gateways_word_and_its_statuses_go_back()
    {
        var commune = _line.CommuneNode;
        var bytes = Foreign.Document(Ministry, Village, "G22-12");

        var docId = _line.Axis.Put(bytes, Ministry, Village);

        var item = (await Eventually.GetAsync(commune.Inbox, static i => i.Count == 1, "in the inbox"))[0];
        Assert.That(item.Badge, Is.EqualTo(TransportDecision.ForeignBadge));
        Assert.That(item.Verdict, Does.StartWith("INDETERMINATE"));
        Assert.That(item.Packet, Is.EqualTo(Digest.Of(bytes)), "the bytes as they came");
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "done", "told");
        Assert.That(Events(commune, item.Packet.ToString()).Any(static r => r is { Event: ReceiptEvent.ReceivedFromNonErds, Issuer.Value: "tinh" }));

        Assert.That(await commune.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, commune.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());

        var statuses = await Eventually.GetAsync(() => _line.Axis.Sent.Where(static s => s.Kind == "status").Select(static s => Encoding.UTF8.GetString(s.Packet)).ToList(), static s => s.Count == 2, "two statuses");
        Assert.That(statuses.Single(static s => s.Contains(">01<", StringComparison.Ordinal)), Does.Contain("G22-12").And.Contain(Village).And.Not.Contain("ds:Signature"));
        Assert.That(statuses.Single(static s => s.Contains(">03<", StringComparison.Ordinal)), Does.Contain("ds:Signature"));
    }

    [Test]
    public async Task the_signatures_in_the_files_of_a_foreign_packet_are_judged_and_its_files_are_handed_out()
    {
        var commune = _line.CommuneNode;
        using var person = _line.Network.NewKey(KeyUse.Document, "Trần Thị Bình");
        var pdf = SmallPdf.Sign(SmallPdf.Document(), person);

        _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-14", file: pdf), Ministry, Village);

        var item = (await Eventually.GetAsync(commune.Inbox, static i => i.Count == 1, "in the inbox"))[0];
        var values = await Eventually.GetAsync(() => commune.Store.Read(s => s.LegalValues.ListFor(item.Packet)), static r => r.Count > 0, "judged");
        using var report = JsonDocument.Parse(values[0].ReportJson);
        using var client = await commune.ClientAsync(Role.Clerk, Village);
        var handedOut = await client.GetByteArrayAsync($"/api/v1/inbox/{item.Id}/attachments/0");
        Assert.Multiple(() =>
        {
            Assert.That(report.RootElement.GetProperty("signatures")[0].GetProperty("signerName").GetString(), Is.EqualTo("Trần Thị Bình"));
            Assert.That(Digest.Of(handedOut), Is.EqualTo(Digest.Of(pdf)));
            Assert.That(item.Badge, Is.EqualTo(TransportDecision.ForeignBadge), "it decides nothing about the transport");
        });
    }

    [TestCase("purge")]
    [TestCase(null)]
    public async Task a_packet_that_was_isolated_here_is_not_taken_again_and_the_server_hears_why(string? decision)
    {
        var bytes = Foreign.Document(Ministry, Village, "G22-15");
        var digest = Digest.Of(bytes);
        _line.Axis.Put(bytes, Ministry, Village);
        await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox");
        var gateway = _line.ProvinceNode;
        var officer = new Actor("officer", Role.Security, []);
        await gateway.Get<IsolateDocuments>().IsolateAsync(digest, "phát hiện khi đọc", officer, CancellationToken.None);
        if (decision is not null)
        {
            await gateway.Get<IsolateDocuments>().PurgeAsync(digest, "đã xem", officer, CancellationToken.None);
        }

        var again = _line.Axis.Put(bytes, Ministry, Village);
        var told = await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(again), static t => t is not null, "told");

        Assert.That(
            (told, gateway.Store.Read(s => s.Packets.Exists(digest)), gateway.Store.Read(s => s.Journal.List(null, 100, digest)).Count(static l => l.Entry is { Kind: "foreign-packet-refused", To: "CONTENT_ISOLATED" })),
            Is.EqualTo(("fail", decision is null, 1)));
    }

    [Test]
    public async Task what_comes_again_in_whatever_spelling_is_answered_and_not_filed_twice()
    {
        var commune = _line.CommuneNode;
        _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-13"), Ministry, Village);
        await Eventually.GetAsync(commune.Inbox, static i => i.Count == 1, "in the inbox");

        const string trace = "<edXML:TraceHeader><edXML:OrganId>000.00.00.G09</edXML:OrganId><edXML:Timestamp>2026/11/20 08:05:00</edXML:Timestamp></edXML:TraceHeader>";
        var again = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-13", trace: trace), Ministry, Village);
        var other = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-13", subject: "V/v nội dung khác"), Ministry, Village);

        await Eventually.GetAsync(() => (_line.Axis.Told.GetValueOrDefault(again), _line.Axis.Told.GetValueOrDefault(other)), static t => t == ("done", "done"), "answered");
        var items = await Eventually.GetAsync(commune.Inbox, static i => i.Count == 2, "the same key with other content is another document");
        Assert.That(items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task a_packet_that_cannot_be_read_is_kept_as_evidence_and_answered_fail()
    {
        var docId = _line.Axis.Put("<không phải edXML>"u8.ToArray(), Ministry, Village);

        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "fail", "told");
        Assert.That(_line.ProvinceNode.Store.Read(static s => s.Quarantine.List(null, 10)).Single().Packet, Is.EqualTo(Digest.Of("<không phải edXML>"u8)));
    }

    [Test]
    public async Task what_the_server_directs_to_the_successor_of_whom_the_packet_addresses_is_the_successors()
    {
        var docId = _line.Axis.Put(Foreign.Document(Ministry, MixedLine.Closed, "G22-16"), Ministry, Village);

        var item = (await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox"))[0];
        Assert.That((item.Recipient.Value, item.Addressed.Value), Is.EqualTo((Village, MixedLine.Closed)));
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "done", "told");
    }

    [Test]
    public async Task whom_the_server_directs_it_to_may_be_in_a_newer_directory()
    {
        var docId = _line.Axis.Put(Foreign.Document(Ministry, MixedLine.Closed, "G22-17"), Ministry, "H37.20.99");

        var row = await Eventually.GetAsync(() => _line.ProvinceNode.Store.Read(s => s.VxpLinks.Find(NodeId.Parse(MixedLine.National), docId)), static r => r?.ReasonCode is not null, "put off");
        Assert.That((row!.State, row.ReasonCode, _line.Axis.Told.ContainsKey(docId)), Is.EqualTo((VxpArrivalState.Waiting, "RECIPIENT_UNKNOWN", false)));
    }

    [Test]
    public async Task a_recall_that_names_no_receiver_is_one_for_whom_the_channel_names()
    {
        _line.Axis.Put(OldPackets.Document(Ministry, [], "18"), Ministry, Village);
        var item = (await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox"))[0];
        var recalled = $"""

            <edXML:ResponseFor>
              <edXML:OrganId>{Ministry}</edXML:OrganId>
              <edXML:Code>18/UBND-VP</edXML:Code>
              <edXML:DocumentId>{OldPackets.Id(Ministry, "18")}</edXML:DocumentId>
            </edXML:ResponseFor>
            """;

        _line.Axis.Put(OldPackets.Document(Ministry, [], "18", kind: 1, header: recalled), Ministry, Village);

        await Eventually.GetAsync(() => _line.CommuneNode.Store.Read(s => s.Inbox.Find(item.Id))!.State, static s => s == InboxState.Recalled, "recalled");
    }

    [Test]
    public async Task a_recall_that_names_its_document_by_code_and_date_alone_finds_it([Values(true, false)] bool sameDate)
    {
        _line.Axis.Put(OldPackets.Document(Ministry, [Village], "20"), Ministry, Village);
        var item = (await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox"))[0];
        var recalled = $"""

            <edXML:ResponseFor>
              <edXML:OrganId>{Ministry}</edXML:OrganId>
              <edXML:Code>20/UBND-VP</edXML:Code>
              <edXML:PromulgationDate>{(sameDate ? "2026/11/02" : "2025/11/02")}</edXML:PromulgationDate>
            </edXML:ResponseFor>
            """;

        var recall = OldPackets.Document(Ministry, [Village], "21", kind: 1, header: recalled);
        _line.Axis.Put(recall, Ministry, Village);

        await Eventually.GetAsync(() => _line.CommuneNode.Store.Read(s => s.Inbox.ListFor(Digest.Of(recall))).Count, static n => n == 1, "the recall");
        Assert.That(_line.CommuneNode.Store.Read(s => s.Inbox.Find(item.Id))!.State, Is.EqualTo(sameDate ? InboxState.Recalled : InboxState.Arrived));
    }

    [Test]
    public async Task a_take_back_that_names_its_document_by_code_alone_finds_it()
    {
        var bytes = OldPackets.Document(Ministry, [Village], "22");
        _line.Axis.Put(bytes, Ministry, Village);
        var item = (await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox"))[0];

        _line.Axis.Put(OldPackets.StatusOf(Ministry, Village, "", "22/UBND-VP", "13", "Gửi nhầm"), Ministry, Village, "status");

        await Eventually.GetAsync(() => _line.CommuneNode.Store.Read(s => s.Inbox.Find(item.Id))!.State, static s => s == InboxState.Recalled, "taken back");
    }

    [Test]
    public async Task a_packet_that_names_no_receiver_reaches_each_for_whom_the_channel_names_it()
    {
        var bytes = OldPackets.Document(Ministry, [], "19");
        _line.Axis.Put(bytes, Ministry, Village);
        await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "at the one");

        _line.Axis.Put(bytes, Ministry, MixedLine.Second);

        var items = await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 2, "at the other");
        Assert.That(items.Select(static i => (i.Recipient.Value, i.Packet)), Is.EquivalentTo(new[] { (Village, Digest.Of(bytes)), (MixedLine.Second, Digest.Of(bytes)) }));
    }

    [Test]
    public async Task nobody_up_there_sends_in_the_name_of_an_agency_below()
    {
        var docId = _line.Axis.Put(Foreign.Document("H37", Village, "H37-1"), "H37", Village);

        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "fail", "told");
        Assert.That((_line.CommuneNode.Inbox().Count, _line.ProvinceNode.Store.Read(static s => s.Quarantine.List(null, 10)).Single().ReasonCode), Is.EqualTo((0, "SENDER_NOT_BEHIND_LINK")));
    }

    [Test]
    public async Task a_refusal_that_will_not_change_reaches_the_senders_clerk_with_its_reason()
    {
        _line.Axis.SendRefusal = """{"status":"FAIL","ErrorCode":"18","ErrorDesc":"Don vi nhan khong ton tai","DocId":""}""";

        var answer = await _line.CommuneNode.SendAsync(Village, [Ministry]);

        var row = (await Eventually.GetAsync(() => _line.CommuneNode.Tracking(answer.Packet), static r => r[0].State == "FAILED", "failed"))[0];
        Assert.That((row.ReasonCode, row.Reason), Is.EqualTo(("VXP_18", "Máy chủ VXP phía trên không có đơn vị nhận này; kiểm tra mã định danh rồi gửi lại.")));
    }

    [Test]
    public async Task a_refusal_that_may_pass_is_tried_again()
    {
        _line.Axis.SendRefusal = """{"status":"FAIL","ErrorCode":"21","ErrorDesc":"Loi xu ly tep","DocId":""}""";
        var answer = await _line.CommuneNode.SendAsync(Village, [Ministry]);
        await Eventually.GetAsync(() => Waiting(), static d => d is [{ ReasonCode: "VXP_21" }], "put off");

        _line.Axis.SendRefusal = null;

        await Eventually.GetAsync(() => _line.Axis.Sent.Count, static n => n == 1, "sent");
        Assert.That(_line.CommuneNode.Tracking(answer.Packet).Single().State, Is.EqualTo("SENT"));
    }

    [Test]
    public async Task a_wrong_secret_closes_the_link_with_a_finding_and_the_right_one_opens_it_without_a_restart()
    {
        MixedLine.WriteSecret(_line.Network.FolderOf(MixedLine.Province), "sai");
        var answer = await _line.CommuneNode.SendAsync(Village, [Ministry]);
        await Eventually.GetAsync(() => _line.ProvinceNode.Store.Read(static s => s.Links.List()).SingleOrDefault(static l => l.Neighbour.Value == MixedLine.National), static l => l?.ClosedReason is not null, "closed");

        MixedLine.WriteSecret(_line.Network.FolderOf(MixedLine.Province), MixedLine.Secret);

        await Eventually.GetAsync(() => _line.Axis.Sent.Count, static n => n == 1, "sent");
        await Eventually.GetAsync(() => _line.ProvinceNode.Store.Read(static s => s.Links.List()).Single(static l => l.Neighbour.Value == MixedLine.National).ClosedReason, static c => c is null, "open");
        Assert.That(_line.CommuneNode.Tracking(answer.Packet).Single().State, Is.EqualTo("SENT"));
    }

    private IReadOnlyList<Delivery> Waiting() =>
        _line.ProvinceNode.Store.Read(static s => s.Outbox.List(DeliveryState.Waiting, Axis.Core.Agencies.NodeId.Parse(MixedLine.National), null, 10));

    private static List<Receipt> Events(RunningNode node, string packet) =>
        [.. node.Store.Read(s => s.Receipts.ListFor(Digest.Parse(packet))).Select(static r => ReceiptXml.Read(r.Bytes.Span))];
}
