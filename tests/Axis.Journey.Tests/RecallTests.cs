using System.Net;
using System.Net.Http.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Rules.Changes;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Journey.Tests;

/// <summary>A recall ends at each recipient in one of four ways (RCL-06), over real nodes: province → district → commune.</summary>
[NonParallelizable]
public sealed class RecallTests
{
    private const string Commune = "H37.20.61";
    private static readonly RequestRecall Recall = new() { Reason = "Ban hành nhầm phụ lục" };
    private TestNetwork _network = null!;

    private RunningNode Sender => _network[TestNetwork.Province];

    private RunningNode Receiver => _network[TestNetwork.Commune];

    [SetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District, TestNetwork.Commune);

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task what_has_not_left_is_withdrawn_under_a_signed_receipt_and_never_arrives()
    {
        await _network[TestNetwork.District].StopAsync();
        var sent = await Sender.SendAsync("H37", [Commune]);
        await HeldBackAsync(Sender, sent.Packet, TestNetwork.District);

        var recalled = await RecallAsync(sent.Packet);
        await _network[TestNetwork.District].StartAsync();
        var next = await Sender.SendAsync("H37", [Commune], "V/v văn bản sau");
        await Ends(next.Packet, "01", null);

        Assert.Multiple(() =>
        {
            Assert.That(Sender.Tracking(sent.Packet).Single(), Has.Property("State").EqualTo("WITHDRAWN").And.Property("ChangeEnd").EqualTo(ChangeEnd.Unread));
            Assert.That(Sender.Tracking(recalled.Packet).Single().State, Is.EqualTo("WITHDRAWN"), "the recall itself had nothing left to do");
            Assert.That(Receiver.Inbox().Select(static i => i.Packet.ToString()), Is.EqualTo(new[] { next.Packet }), "neither document nor recall");
        });
    }

    [Test]
    public async Task a_node_on_the_way_withdraws_what_it_still_holds_and_its_receipt_travels_home()
    {
        await Receiver.StopAsync();
        var sent = await Sender.SendAsync("H37", [Commune]);
        var district = _network[TestNetwork.District];
        await HeldBackAsync(district, sent.Packet, TestNetwork.Commune);

        await RecallAsync(sent.Packet);
        await Ends(sent.Packet, "WITHDRAWN", ChangeEnd.Unread);
        await Receiver.StartAsync();
        var next = await Sender.SendAsync("H37", [Commune], "V/v văn bản sau");
        await Ends(next.Packet, "01", null);

        Assert.That(Receiver.Inbox().Select(static i => i.Packet.ToString()), Is.EqualTo(new[] { next.Packet }));
    }

    [Test]
    public async Task others_behind_the_same_link_still_get_the_document()
    {
        var district = _network[TestNetwork.District];
        await district.StopAsync();
        var sent = await Sender.SendAsync("H37", [Commune, "H37.20"]);
        await HeldBackAsync(Sender, sent.Packet, TestNetwork.District);

        await RecallAsync(sent.Packet, Recall with { Recipients = [Commune] });
        await district.StartAsync();

        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).OrderBy(static r => r.Recipient).Select(static r => r.State), static s => s.SequenceEqual(["01", "WITHDRAWN"]), "one arrives, one never");
        Assert.That(Receiver.Inbox(), Is.Empty);
    }

    [Test]
    public async Task the_line_of_a_document_that_was_recalled_everywhere_is_not_corrected_any_more() =>
        Assert.That(await CorrectedAsync(Recall), Is.EqualTo(HttpStatusCode.Conflict));

    [Test]
    public async Task the_line_of_a_document_that_somebody_still_has_is_corrected() =>
        Assert.That(await CorrectedAsync(Recall with { Recipients = [Commune] }), Is.EqualTo(HttpStatusCode.OK));

    private async Task<HttpStatusCode> CorrectedAsync(RequestRecall recall)
    {
        var sent = await Sender.SendAsync("H37", [Commune, "H37.20"]);
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet), static r => r.All(static t => t.State == "01"), "arrived");
        await RecallAsync(sent.Packet, recall);
        using var clerk = await Sender.ClientAsync(Role.Clerk, "H37");

        using var answer = await clerk.PostAsJsonAsync(
            "/api/v1/registers/di/corrections",
            new CorrectLine { Agency = "H37", Year = VietnamTime.DateOf(TimeProvider.System.GetUtcNow()).Year, Line = sent.Code, Reason = "Gõ nhầm", Fields = new RegisterFields { Subject = "Trích yếu khác" } },
            AxisJson.Web.CorrectLine);

        return answer.StatusCode;
    }

    [Test]
    public async Task what_nobody_has_read_is_cancelled_and_answered_by_the_node()
    {
        var sent = await ArrivedAsync();

        await RecallAsync(sent.Packet);
        await Ends(sent.Packet, "01", ChangeEnd.Unread);

        Assert.That(Item(sent.Packet).State, Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task where_no_key_of_the_agency_signs_the_host_itself_says_that_nobody_read_it()
    {
        await Receiver.StopAsync();
        File.Delete(Path.Combine(Receiver.Folder, "keys", $"agency-{Commune}.p12"));
        await Receiver.StartAsync();
        var sent = await ArrivedAsync();

        await RecallAsync(sent.Packet);
        await Ends(sent.Packet, "01", ChangeEnd.Unread);

        Assert.That(
            Receiver.Store.Read(static s => s.Journal.List(null, 100, null)).Where(static l => l.Entry.Kind == "change-answered").Select(static l => l.Entry.To), Is.EqualTo(new[] { "Withdrawn" }));
    }

    [Test]
    public async Task what_was_accepted_is_cancelled_when_its_clerk_agrees_and_its_number_is_not_given_again()
    {
        var sent = await ArrivedAsync();
        await AnswerAsync(sent.Packet, "03");
        await RecallAsync(sent.Packet);
        await PendingAsync(sent.Packet);
        Assert.That(Item(sent.Packet).State, Is.EqualTo(InboxState.Accepted), "until its clerk agrees");

        await DecideAsync(sent.Packet, new AnswerChange { Agree = true });
        await Ends(sent.Packet, "03", ChangeEnd.Agreed);
        var next = await Sender.SendAsync("H37", [Commune], "V/v văn bản sau");
        await Ends(next.Packet, "01", null);
        await AnswerAsync(next.Packet, "03");

        Assert.Multiple(() =>
        {
            Assert.That(Item(sent.Packet), Has.Property("State").EqualTo(InboxState.Recalled).And.Property("ArrivalNumber").EqualTo(1));
            Assert.That(Item(next.Packet).ArrivalNumber, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task a_refusal_of_a_recall_is_not_obeyed_and_journalled_as_such()
    {
        var sent = await ArrivedAsync();
        await AnswerAsync(sent.Packet, "03");
        await RecallAsync(sent.Packet);
        await PendingAsync(sent.Packet);

        await DecideAsync(sent.Packet, new AnswerChange { Agree = false, ReasonCode = ChangeReasons.Other, Description = "Đã căn cứ vào văn bản này để ban hành quyết định" });
        await Ends(sent.Packet, "03", ChangeEnd.Refused);

        Assert.That(Sender.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry.Kind), Does.Contain("recall-not-obeyed"));
    }

    [Test]
    public async Task after_the_work_is_finished_a_recall_is_too_late()
    {
        var sent = await ArrivedAsync();
        await AnswerAsync(sent.Packet, "03");
        await AnswerAsync(sent.Packet, "06");
        await RecallAsync(sent.Packet);
        await PendingAsync(sent.Packet);

        await DecideAsync(sent.Packet, new AnswerChange { Agree = false, ReasonCode = ChangeReasons.Finished });

        await Ends(sent.Packet, "06", ChangeEnd.TooLate);
    }

    private async Task<SubmitAnswer> ArrivedAsync()
    {
        var sent = await Sender.SendAsync("H37", [Commune]);
        await Ends(sent.Packet, "01", null);
        return sent;
    }

    // Either an attempt found nobody, or the link is known to be down and none is made.
    private static Task<Delivery> HeldBackAsync(RunningNode node, string packet, NodeSpec next) => Eventually.GetAsync(
        () => node.Store.Read(s => s.Outbox.ListFor(Digest.Parse(packet))).SingleOrDefault()!,
        d => d is not null && (d.ReasonCode is not null || node.Get<LinkClients>().Circuit(NodeId.Parse(next.Id)).Failures > 0),
        "it is held back");

    private async Task<SubmitAnswer> RecallAsync(string packet, RequestRecall? request = null) =>
        Done(await Sender.Get<IRecallDocuments>().RecallAsync(Digest.Parse(packet), request ?? Recall, Sender.Clerk, null, CancellationToken.None));

    private async Task AnswerAsync(string packet, string code) =>
        Done(await Receiver.Get<IStatusAnswers>().AnswerAsync(Item(packet).Id, new AnswerStatus { Code = code }, Receiver.Clerk, CancellationToken.None));

    private async Task DecideAsync(string packet, AnswerChange answer) =>
        Done(await Receiver.Get<IChangeAnswers>().AnswerAsync(Item(packet).Id, answer, Receiver.Clerk, CancellationToken.None));

    private Task<IReadOnlyList<ChangeRequest>> PendingAsync(string packet) => Eventually.GetAsync(
        () => Receiver.Store.Read(s => s.Changes.ListFor(Item(packet).Id)), static r => r is [{ State: ChangeRequestState.Pending }], "the recall reached the clerk");

    private Task<TrackingRow> Ends(string packet, string state, ChangeEnd? end) => Eventually.GetAsync(
        () => Sender.Tracking(packet).Single(), r => r.State == state && r.ChangeEnd == end, $"{state} {end}");

    private InboxItem Item(string packet) => Receiver.Inbox().Single(i => i.Packet == Digest.Parse(packet));

    private static T Done<T>(Outcome<T> outcome) => outcome switch
    {
        Done<T> done => done.Value,
        Refused<T> refused => throw new AssertionException($"refused: {refused.Why.Code} {refused.Why.Sentence}"),
        _ => throw new InvalidOperationException(),
    };
}
