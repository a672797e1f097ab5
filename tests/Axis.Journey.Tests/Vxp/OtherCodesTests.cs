using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Journey.Tests.Network;
using Axis.Node.Changes;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.Vxp;

/// <summary>Software that writes agencies in another of their codes than the directory's own (LVL-04) is understood all the same, and what it answers moves its inbox as the sender's view.</summary>
public sealed class OtherCodesTests
{
    private static readonly string Centre = VxpNetwork.OtherCode("G22");
    private static readonly string Capital = VxpNetwork.OtherCode("H37");
    private VxpNetwork _vxp = null!;
    private SdkClient _near = null!;
    private SdkClient _far = null!;

    private RunningNode Sender => _vxp.ProvinceNode;

    private RunningNode Receiver => _vxp.CentralNode;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync();
        _near = await VxpNetwork.ConnectAsync(Sender, "sys.h37", ["H37"]);
        _far = await VxpNetwork.ConnectAsync(Receiver, "sys.vpcp", ["G22"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task what_the_software_answers_in_its_other_code_moves_its_inbox()
    {
        var sent = await ReceivedAsync();

        await AnswerAsync(sent, Centre, "H37", "03");

        Assert.That(LineOf(sent).State, Is.EqualTo(InboxState.Accepted));
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().State, static s => s == "03", "at the sender");
    }

    [Test]
    public async Task an_answer_to_the_senders_other_code_is_one_to_the_sender()
    {
        var sent = await ReceivedAsync();

        await AnswerAsync(sent, "G22", Capital, "03");

        Assert.That(LineOf(sent).State, Is.EqualTo(InboxState.Accepted));
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().State, static s => s == "03", "at the sender");
    }

    [Test]
    public async Task a_recall_that_the_software_agrees_to_in_its_other_code_is_settled_and_read_no_more()
    {
        var sent = await ReceivedAsync();
        var item = Receiver.Store.Read(s => s.VxpItems.Find(Digest.Parse(sent.Packet), LineOf(sent).Recipient))!;
        await _far.GetAsync(item.DocId);
        await Sender.Get<IRecallDocuments>().RecallAsync(Digest.Parse(sent.Packet), new RequestRecall { Reason = "Ban hành nhầm" }, Sender.Clerk, null, CancellationToken.None);
        await Eventually.GetAsync(() => Requests(sent).SingleOrDefault(), static r => r is { State: ChangeRequestState.Pending }, "asked");

        await AnswerAsync(sent, Centre, "H37", "15");

        Assert.That((LineOf(sent).State, Requests(sent).Single().State), Is.EqualTo((InboxState.Recalled, ChangeRequestState.Agreed)));
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().ChangeEnd, static e => e == ChangeEnd.Agreed, "at the sender");
    }

    [Test]
    public async Task what_the_software_refused_stays_refused_whatever_it_says_later()
    {
        var sent = await ReceivedAsync();
        await AnswerAsync(sent, "G22", "H37", "02");

        await AnswerAsync(sent, "G22", "H37", "03");

        Assert.That(LineOf(sent).State, Is.EqualTo(InboxState.Refused));
        Assert.That(Receiver.Store.Read(s => s.Journal.List(null, 50, Digest.Parse(sent.Packet))).Select(static l => l.Entry).Where(static e => e.Kind == "status-not-followed").Select(static e => (e.From, e.To)), Is.EqualTo(new[] { (nameof(InboxState.Refused), "03") }));
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().Anomaly, static a => a is not null, "the sender sees the same");
        Assert.That(Sender.Tracking(sent.Packet).Single().State, Is.EqualTo("02"));
    }

    [Test]
    public async Task a_receiver_in_another_code_in_the_header_than_in_the_packet_is_the_receiver_of_the_packet()
    {
        var packet = OldPackets.Document("H37", ["G22", "H37.01"], "950");

        var answer = await _near.SendAsync("H37", "edoc", packet, to: $"[\"{Centre}\"]");

        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
        Assert.That(Sender.Tracking(Digest.Of(packet).ToString()).Select(static r => r.Recipient.Value), Is.EqualTo(new[] { "G22" }));
    }

    private async Task<SubmitAnswer> ReceivedAsync()
    {
        var sent = await Sender.SendAsync("H37", ["G22"]);
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))), static l => l.Count == 1, "received");
        return sent;
    }

    private async Task AnswerAsync(SubmitAnswer sent, string from, string to, string code)
    {
        var answer = await _far.SendAsync(from, "status", OldPackets.StatusOf(from, to, sent.DocumentId, sent.Code, code, "[TRUNG] Đã trả lời"));
        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
    }

    private InboxItem LineOf(SubmitAnswer sent) => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))).Single();

    private List<ChangeRequest> Requests(SubmitAnswer sent) => [.. Receiver.Store.Read(s => s.Changes.ListFor(LineOf(sent).Id))];
}
