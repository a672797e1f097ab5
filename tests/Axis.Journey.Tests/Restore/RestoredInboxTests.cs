using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Outgoing;
using Axis.Node.Registers;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.Restore;

/// <summary>What an agency hosted at the node that was put back had in its inbox, and had answered, is with it again.</summary>
public sealed class RestoredInboxTests : PutBackProvince
{
    [Test]
    public async Task a_recipient_of_this_node_beside_one_elsewhere_has_to_register_the_document_again()
    {
        var sent = await BesideAsync();

        await RestoreAsync();

        Assert.That(OpenDuties(Item(sent)), Is.EqualTo(new[] { DeadlineKind.Registration }));
    }

    [Test]
    public async Task its_sender_sees_it_consigned_and_waits_for_the_recipient_alone()
    {
        var sent = await BesideAsync();

        await RestoreAsync();

        Assert.That(Province.Tracking(sent).Select(static r => (r.Recipient.Value, r.State, r.WaitingFor)), Is.EquivalentTo(new[] { ("H37.01", "01", "H37.01"), ("G22", "01", "G22") }));
    }

    [Test]
    public async Task what_was_recalled_of_it_is_recalled_again_in_the_inbox_and_in_the_history()
    {
        var sent = await BesideAsync();
        Done(await Province.Get<IRecallDocuments>().RecallAsync(Digest.Parse(sent), new RequestRecall { Reason = "Ban hành nhầm phụ lục" }, Province.Clerk, null, CancellationToken.None));
        await Recalled(sent);

        await RestoreAsync();

        await Recalled(sent);
        Assert.That(Item(sent).State, Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task what_the_clerk_accepted_is_registered_again_and_nobody_waits_for_it()
    {
        var sent = await AcceptedAsync("một");

        await RestoreAsync();

        var item = Item(sent);
        Assert.That((item.State, item.ArrivalNumber, string.Join(' ', OpenDuties(item))), Is.EqualTo((InboxState.Accepted, 1L, "")));
    }

    [Test]
    public async Task a_recall_that_the_clerk_declined_does_not_take_the_document_away_afterwards()
    {
        var sent = await AcceptedAsync("một");
        Done(await District.Get<IRecallDocuments>().RecallAsync(Digest.Parse(sent), new RequestRecall { Reason = "Ban hành nhầm phụ lục" }, District.Clerk, null, CancellationToken.None));
        await Eventually.GetAsync(() => Province.Store.Read(s => s.Changes.ListFor(Item(sent).Id)), static r => r.Count == 1, "the recall waits for an answer");
        Done(await Province.Get<IChangeAnswers>().AnswerAsync(Item(sent).Id, new AnswerChange { Agree = false, ReasonCode = ChangeReasons.Other, Description = "Đã giải quyết" }, Province.Clerk, CancellationToken.None));
        await Eventually.GetAsync(() => District.Tracking(sent).Single().ChangeEnd, static e => e == ChangeEnd.Refused, "the sender knows that it was declined");

        await RestoreAsync();

        Assert.That(Item(sent).State, Is.EqualTo(InboxState.Accepted));
    }

    [Test]
    public async Task the_journal_names_the_line_that_moved()
    {
        var sent = await AcceptedAsync("một");

        await RestoreAsync();

        var line = Province.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).Single(static e => e.Kind == "answer-restored");
        Assert.That((line.Packet.ToString(), line.Agency, line.Actor, line.From, line.To), Is.EqualTo((sent, "H37", "huyen", nameof(InboxState.Arrived), "03")));
    }

    [Test]
    public async Task DOC_09_still_knows_what_was_registered_before()
    {
        var sent = await AcceptedAsync("một");

        await RestoreAsync();

        var known = Province.Store.Read(s => s.Packets.Find(Digest.Parse(sent)) is { } packet ? s.Books.FindSource(Item(sent).Recipient, RegisterArrivals.SourceOf(packet.Facts.FromName!), packet.Facts.Code) : []);
        Assert.That(known.Select(static k => k.Number), Is.EqualTo(new[] { 1L }));
    }

    private async Task<string> BesideAsync()
    {
        var sent = await Province.SendAsync("H37", ["H37.01", "G22"], "có nơi nhận tại chính nút gửi");
        await Tracked(Province, sent);
        return sent.Packet;
    }

    private async Task<string> AcceptedAsync(string subject)
    {
        var sent = await District.SendAsync("H37.20", ["H37"], subject);
        await Tracked(District, sent);
        Done(await Province.Get<IStatusAnswers>().AnswerAsync(Item(sent.Packet).Id, new AnswerStatus { Code = "03" }, Province.Clerk, CancellationToken.None));
        await Eventually.GetAsync(() => District.Tracking(sent.Packet).Single().State, static s => s == "03", "the sender knows of it");
        return sent.Packet;
    }

    private async Task RestoreAsync()
    {
        await PutBackAsync(wholeFolder: false);
        await Province.StartAsync();
        await Released();
    }

    private Task<IReadOnlyList<TrackingRow>> Recalled(string packet) => Eventually.GetAsync(
        () => Province.Tracking(packet), static rows => rows.Count == 2 && rows.All(static r => r is { ChangeKind: ChangeKind.Recall, ChangeEnd: ChangeEnd.Unread }), "both lines show the recall and its end");

    private InboxItem Item(string packet) => Province.Inbox().Single(i => i.Packet == Digest.Parse(packet));

    private IEnumerable<DeadlineKind> OpenDuties(InboxItem item) => Province.Store.Read(s => s.Deadlines.ListFor(item.Id)).Where(static d => d.SettledAt is null).Select(static d => d.Kind);

    private static T Done<T>(Outcome<T> outcome) => outcome switch
    {
        Done<T> done => done.Value,
        Refused<T> refused => throw new AssertionException($"refused: {refused.Why.Code} {refused.Why.Sentence}"),
        _ => throw new InvalidOperationException(),
    };
}
