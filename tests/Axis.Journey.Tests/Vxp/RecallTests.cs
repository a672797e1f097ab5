using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules.Changes;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.Vxp;

/// <summary>A recall (kind 1) of a document for an agency whose software fetches over the VXP API: before it is fetched, after it, and before the document came.</summary>
public sealed class RecallTests
{
    private VxpNetwork _vxp = null!;
    private SdkClient _far = null!;

    private RunningNode Sender => _vxp.ProvinceNode;

    private RunningNode Receiver => _vxp.CentralNode;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync();
        _far = await VxpNetwork.ConnectAsync(Receiver, "sys.vpcp", ["G22"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task what_the_software_has_not_fetched_is_withheld_and_answered_by_the_node()
    {
        var (sent, item) = await ListedAsync();

        await RecallAsync(sent.Packet);

        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single(), static r => r.ChangeEnd == ChangeEnd.Unread, "unread");
        Assert.That(await OpenAsync(), Does.Not.Contain(item));
        Assert.That((await _far.TryGetAsync(item)).Status, Is.EqualTo("FAIL"));
        Assert.That(JournalOf(sent.Packet, "change-received"), Is.Empty, "it is about the recall");
        Assert.That(Requests(sent.Packet).Single().State, Is.EqualTo(ChangeRequestState.Unread));
    }

    [Test]
    public async Task what_was_handed_over_waits_for_the_softwares_own_answer_and_says_what_is_known()
    {
        var (sent, item) = await ListedAsync();
        await _far.GetAsync(item);
        var recall = await RecallAsync(sent.Packet);
        var request = await Eventually.GetAsync(() => Requests(sent.Packet).SingleOrDefault(), static r => r is { State: ChangeRequestState.Pending }, "pending");
        Assert.That(JournalOf(recall.Packet, "change-received").Single().Detail, Does.StartWith("Đã giao cho phần mềm lúc ").And.EndsWith("phần mềm chưa xác nhận"));

        var document = Receiver.Store.Read(s => s.Packets.Find(Digest.Parse(sent.Packet)))!;
        var answer = await _far.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", document.DocumentId, $"{document.Facts.CodeNumber}/{document.Facts.CodeNotation}", "15", "Đồng ý"));

        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single(), static r => r.ChangeEnd == ChangeEnd.Agreed, "agreed");
        var line = JournalOf(recall.Packet, "change-answered").Single();
        Assert.That((line.Actor, line.To, line.Detail), Is.EqualTo(("system:sys.vpcp", "15", $"Đồng ý ({SystemHandover.Of(Receiver.Store.Read(s => s.VxpItems.Find(item))!).Sentence()})")));
        Assert.That(Receiver.Store.Read(s => s.Inbox.Find(request!.Item!.Value))!.State, Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task what_was_recalled_after_its_software_fetched_it_waits_no_more_and_is_consigned_to_nobody()
    {
        var (sent, item) = await ListedAsync();
        await _far.GetAsync(item);
        await RecallAsync(sent.Packet);
        await Eventually.GetAsync(() => Requests(sent.Packet).SingleOrDefault(), static r => r is { State: ChangeRequestState.Pending }, "pending");
        var document = Receiver.Store.Read(s => s.Packets.Find(Digest.Parse(sent.Packet)))!;
        await _far.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", document.DocumentId, document.Facts.Code, "15", "Đồng ý"));

        Assert.That(await OpenAsync(), Does.Not.Contain(item));
        var done = await _far.UpdateAsync(item, "done");

        Assert.That(done.Status, Is.EqualTo("OK"), done.Text);
        Assert.That(Receiver.Store.Read(s => s.Receipts.ListFor(document.Digest)).Select(static r => ReceiptXml.Read(r.Bytes.Span).Event), Has.None.EqualTo(ReceiptEvent.ContentConsignment));
    }

    private List<ChangeRequest> Requests(string packet) =>
        Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(packet)).SelectMany(i => s.Changes.ListFor(i.Id)).ToList());

    private List<JournalEntry> JournalOf(string packet, string kind) =>
        [.. Receiver.Store.Read(s => s.Journal.List(null, 100, Digest.Parse(packet))).Select(static l => l.Entry).Where(e => e.Kind == kind)];

    private async Task<SubmitAnswer> RecallAsync(string packet) =>
        await Sender.Get<IRecallDocuments>().RecallAsync(Digest.Parse(packet), new RequestRecall { Reason = "Ban hành nhầm" }, Sender.Clerk, null, CancellationToken.None) is Done<SubmitAnswer> done
            ? done.Value
            : throw new AssertionException("The recall was refused.");

    private async Task<(SubmitAnswer Sent, string Item)> ListedAsync()
    {
        var before = await OpenAsync();
        var sent = await Sender.SendAsync("H37", ["G22"]);
        var item = await Eventually.GetAsync(() => OpenAsync().GetAwaiter().GetResult().Except(before).SingleOrDefault(), static i => i is not null, "listed");
        return (sent, item!);
    }

    private async Task<IReadOnlyList<string>> OpenAsync() => [.. (await _far.ReceivedAsync("edoc")).Data.Select(static d => d.GetProperty("docId").GetString()!)];
}
