using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Journey.Tests;

/// <summary>Updates, replacements, and recalls out of the ordinary order, between two real nodes (RCL-07…13).</summary>
[NonParallelizable]
public sealed class ChangeTests
{
    private const string Receiving = "H37.20";
    private TestNetwork _network = null!;

    private RunningNode Sender => _network[TestNetwork.Province];

    private RunningNode Receiver => _network[TestNetwork.District];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        await Sender.RestartWithSectionAsync("\"Paper\": { \"Types\": [\"Công văn\"], \"Decision\": \"Quyết định số 12/QĐ-UBND\" }");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task an_update_is_a_recall_for_whom_it_removes_and_a_document_for_whom_it_adds()
    {
        var sent = await ArrivedAsync();
        var update = await SubmitAsync(["G22", Receiving], new BusinessFields
        {
            Kind = "update",
            Reason = "Gửi lại đúng nơi nhận",
            TargetDocumentId = sent.DocumentId,
            DocumentReceiver = true,
            Receivers = [new ReceiverChangeFields(Receiving, Added: false), new ReceiverChangeFields("G22", Added: true)],
        }, number: sent.Code[..2]);

        await EndsAsync(sent.Packet, ChangeEnd.Unread);
        await Eventually.GetAsync(() => _network[TestNetwork.Central].Inbox().Select(static i => i.Packet.ToString()), p => p.Contains(update.Packet), "the added receiver has it");
        Assert.That(Item(sent.Packet).State, Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task who_is_taken_off_the_list_sees_the_updates_line_and_never_its_content()
    {
        var sent = await ArrivedAsync();
        var update = await SubmitAsync(["G22"], Removing(sent), number: sent.Code[..2]);
        await EndsAsync(sent.Packet, ChangeEnd.Unread);

        var line = Item(update.Packet);
        Assert.Multiple(() =>
        {
            Assert.That(line.State, Is.EqualTo(InboxState.Recalled));
            Assert.That(Receiver.Store.Read(s => s.Deadlines.ListFor(line.Id)).Where(static d => d.SettledAt is null), Is.Empty, "nobody has to register it");
            Assert.That(Sender.Tracking(update.Packet).Select(static r => r.Recipient.Value), Is.EquivalentTo(new[] { "G22", Receiving }), "it is followed there too");
        });
    }

    [Test]
    public async Task who_is_added_gets_the_update_though_its_header_does_not_name_it()
    {
        var sent = await ArrivedAsync();
        var update = await SubmitAsync([Receiving], new BusinessFields
        {
            Kind = "update",
            Reason = "Bổ sung nơi nhận",
            TargetDocumentId = sent.DocumentId,
            DocumentReceiver = true,
            Receivers = [new ReceiverChangeFields("G22", Added: true)],
        }, number: sent.Code[..2]);

        var item = await Eventually.GetAsync(
            () => _network[TestNetwork.Central].Inbox().SingleOrDefault(i => i.Packet.ToString() == update.Packet), static i => i is not null, "the added receiver has it");
        Assert.That(item!.State, Is.EqualTo(InboxState.Arrived));
    }

    [Test]
    public async Task a_document_is_not_replaced_where_the_replacement_does_not_go()
    {
        var sent = await ArrivedAsync();

        var outcome = await TrySubmitAsync("H37", ["G22"], new BusinessFields { Kind = "replacement", ErrorKind = "content", Reason = "Sửa số liệu", Replaced = [new ReplacedFields(sent.DocumentId, [Receiving])] });

        Assert.That((outcome as Refused<SubmitAnswer>)?.Why.Errors.Select(static e => (e.Field, e.Code)), Is.EqualTo(new[] { ("business.replaced[0].agencies", "RCL-10") }));
    }

    [Test]
    public async Task a_replaced_document_names_its_replacement_at_both_sides()
    {
        var sent = await ArrivedAsync();
        var replacement = await SubmitAsync([Receiving], new BusinessFields { Kind = "replacement", ErrorKind = "content", Reason = "Sửa số liệu", Replaced = [new ReplacedFields(sent.DocumentId, [Receiving])] });

        var request = await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Changes.ListFor(Item(sent.Packet).Id)), static r => r.Count == 1, "the receiver links them");

        Assert.Multiple(() =>
        {
            Assert.That(Sender.Tracking(sent.Packet).Single().ReplacedBy?.ToString(), Is.EqualTo(replacement.Packet));
            Assert.That((request[0].State, request[0].Packet.ToString()), Is.EqualTo((ChangeRequestState.Replaced, replacement.Packet)));
            Assert.That(Item(sent.Packet).State, Is.EqualTo(InboxState.Arrived), "nothing is deleted");
        });
    }

    [Test]
    public async Task a_recall_cancels_the_document_and_its_updates()
    {
        var sent = await ArrivedAsync();
        var update = await SubmitAsync([Receiving], new BusinessFields { Kind = "update", Reason = "Sửa phụ lục", TargetDocumentId = sent.DocumentId, DocumentInfo = true }, number: sent.Code[..2]);
        await Eventually.GetAsync(() => Receiver.Inbox().Any(i => i.Packet.ToString() == update.Packet), static there => there, "the update arrived");

        Done(await Sender.Get<IRecallDocuments>().RecallAsync(Digest.Parse(sent.Packet), new RequestRecall { Reason = "Ban hành nhầm" }, Sender.Clerk, null, CancellationToken.None));
        await EndsAsync(sent.Packet, ChangeEnd.Unread);

        Assert.That(new[] { Item(sent.Packet).State, Item(update.Packet).State }, Is.All.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task a_recall_that_comes_first_waits_for_its_document()
    {
        var day = Core.Rules.VietnamTime.DateOf(TimeProvider.System.GetUtcNow());
        var target = $"H37,{Core.Rules.VietnamTime.FormatDate(day)},88/UBND-VP";
        var recall = await SubmitAsync([Receiving], new BusinessFields { Kind = "recall", Reason = "Gửi nhầm", Recalled = [new ReferenceFields("H37", "88/UBND-VP", target, day)] }, number: "88");
        await Eventually.GetAsync(() => Receiver.Inbox().Any(i => i.Packet.ToString() == recall.Packet), static there => there, "the recall arrived");

        var sent = await SubmitAsync([Receiving], null, number: "88");
        await Eventually.GetAsync(() => Receiver.Inbox().Any(i => i.Packet.ToString() == sent.Packet), static there => there, "the document arrived");

        Assert.Multiple(() =>
        {
            Assert.That(recall.Warnings.Select(static w => w.Code), Does.Contain("ORIGINAL_NOT_FOUND"));
            Assert.That(Item(sent.Packet).State, Is.EqualTo(InboxState.Recalled));
        });
    }

    [Test]
    public async Task a_recall_that_waits_for_its_document_is_its_clerks_duty_until_it_comes()
    {
        var day = Core.Rules.VietnamTime.DateOf(TimeProvider.System.GetUtcNow());
        var target = $"H37,{Core.Rules.VietnamTime.FormatDate(day)},89/UBND-VP";
        var recall = await SubmitAsync([Receiving], new BusinessFields { Kind = "recall", Reason = "Gửi nhầm", Recalled = [new ReferenceFields("H37", "89/UBND-VP", target, day)] }, number: "89");
        await Eventually.GetAsync(() => Receiver.Inbox().Any(i => i.Packet.ToString() == recall.Packet), static there => there, "the recall arrived");
        var waiting = Duties(recall.Packet);

        var sent = await SubmitAsync([Receiving], null, number: "89");
        await Eventually.GetAsync(() => Receiver.Inbox().Any(i => i.Packet.ToString() == sent.Packet), static there => there, "the document arrived");

        Assert.That((waiting, Duties(recall.Packet)), Is.EqualTo(((DeadlineKind.ChangeAnswer, false), (DeadlineKind.ChangeAnswer, true))));
    }

    [Test]
    public async Task a_request_whose_document_never_comes_is_answered_with_not_found()
    {
        var sent = await ArrivedAsync();
        var request = Parked("H37", "H37,2020/01/01,1/UBND-VP", Digest.Parse(sent.Packet)) with { Kind = ChangeKind.TakeBack, AskedAt = TimeProvider.System.GetUtcNow().AddDays(-31) };
        await Receiver.Store.WriteAsync(s => s.Changes.Add(request), CancellationToken.None);
        Receiver.Get<UnreadSignal>().Set();

        var answered = await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Changes.Find(request.Id))!, static r => r.State == ChangeRequestState.Declined, "it is answered");

        Assert.That((answered.ReasonCode, Receiver.Store.Read(s => s.Packets.Find(answered.Answer!.Value))?.Facts.StatusCode), Is.EqualTo((ChangeReasons.NotFound, "16")));
    }

    [TestCase("H37.01", InboxState.Recalled)]
    [TestCase("G22", InboxState.Arrived)]
    public async Task a_recall_by_who_continues_the_sender_waits_for_the_senders_document(string asking, InboxState becomes)
    {
        var sent = await ArrivedAsync();
        var (live, closed) = (Receiver.Get<LiveDirectory>(), TimeProvider.System.GetUtcNow().AddHours(-1));
        var known = live.Snapshot;
        var reformed = new DirectorySnapshot(
            [.. known.Agencies.Select(a => a.Code.Value == "H37" ? a with { ValidTo = closed, Successors = [new Succession(OrganId.Parse("H37.01"), SuccessionKind.Merge, closed, "Nghị quyết")] } : a)],
            known.Nodes, known.Certificates, known.TrustAnchors, known.Sections);
        var targets = new ChangeTargets(new LiveDirectory(live.Self, Receiver.Get<Axis.Node.Options.LinkOptions>(), reformed), TimeProvider.System);
        var changes = new ReceiveChanges(targets, Receiver.Get<Axis.Node.Deadlines.InboxDuties>(), Receiver.Get<UnreadSignal>(), Receiver.Get<Axis.Node.Secrecy.ObeyIsolation>());

        await Receiver.Store.WriteAsync(
            s =>
            {
                s.Changes.Add(Parked(asking, sent.DocumentId, Digest.Of(Guid.NewGuid().ToByteArray())));
                changes.Released(s, Item(sent.Packet), s.Packets.Find(Digest.Parse(sent.Packet))!, taken: true, TimeProvider.System.GetUtcNow());
                return true;
            },
            CancellationToken.None);

        Assert.That(Item(sent.Packet).State, Is.EqualTo(becomes));
    }

    [Test]
    public async Task nobody_recalls_a_document_of_another()
    {
        var sent = await ArrivedAsync();

        var outcome = await TrySubmitAsync("H37.01", [Receiving], new BusinessFields { Kind = "recall", Reason = "Thử", Recalled = [new ReferenceFields("H37", sent.Code, sent.DocumentId)] });

        Assert.That((outcome as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("RCL-11"));
    }

    [Test]
    public async Task paper_that_went_along_is_owed_back_after_a_recall()
    {
        var sent = await SubmitAsync([Receiving], null, paper: true);
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().State, static s => s == "01", "it arrived");
        Done(await Receiver.Get<IStatusAnswers>().AnswerAsync(Item(sent.Packet).Id, new AnswerStatus { Code = "03" }, Receiver.Clerk, CancellationToken.None));
        Done(await Sender.Get<IRecallDocuments>().RecallAsync(Digest.Parse(sent.Packet), new RequestRecall { Reason = "Ban hành nhầm" }, Sender.Clerk, null, CancellationToken.None));
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Changes.ListFor(Item(sent.Packet).Id)), static r => r.Count == 1, "the recall arrived");

        Done(await Receiver.Get<IChangeAnswers>().AnswerAsync(Item(sent.Packet).Id, new AnswerChange { Agree = true }, Receiver.Clerk, CancellationToken.None));

        Assert.That(Receiver.Store.Read(s => s.Deadlines.ListFor(Item(sent.Packet).Id)).Where(static d => d.SettledAt is null).Select(static d => d.Kind), Is.EqualTo(new[] { DeadlineKind.PaperReturn }));
    }

    [Test]
    public async Task a_take_back_asks_and_its_refusal_is_no_breach()
    {
        var sent = await ArrivedAsync();
        Done(await Receiver.Get<IStatusAnswers>().AnswerAsync(Item(sent.Packet).Id, new AnswerStatus { Code = "03" }, Receiver.Clerk, CancellationToken.None));
        Done(await Sender.Get<IRecallDocuments>().TakeBackAsync(Digest.Parse(sent.Packet), new RequestRecall { Reason = "Gửi nhầm đơn vị" }, Sender.Clerk, CancellationToken.None));
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Changes.ListFor(Item(sent.Packet).Id)), static r => r is [{ Kind: ChangeKind.TakeBack, State: ChangeRequestState.Pending }], "13 reached the clerk");

        Done(await Receiver.Get<IChangeAnswers>().AnswerAsync(Item(sent.Packet).Id, new AnswerChange { Agree = false, ReasonCode = ChangeReasons.Other, Description = "Đúng thẩm quyền" }, Receiver.Clerk, CancellationToken.None));

        await EndsAsync(sent.Packet, ChangeEnd.Refused);
    }

    private async Task<SubmitAnswer> ArrivedAsync()
    {
        var sent = await SubmitAsync([Receiving], null);
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet).Single().State, static s => s == "01", "it arrived");
        return sent;
    }

    private async Task<SubmitAnswer> SubmitAsync(IReadOnlyList<string> to, BusinessFields? business, string? number = null, bool paper = false) =>
        Done(await TrySubmitAsync("H37", to, business, number, paper));

    private async Task<Outcome<SubmitAnswer>> TrySubmitAsync(string from, IReadOnlyList<string> to, BusinessFields? business, string? number = null, bool paper = false)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("%PDF-1.7 " + Guid.NewGuid());
        var path = Path.Combine(Sender.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        var fields = RunningNode.Fields(from, to, "V/v thử thay đổi văn bản", 0, number) with { Business = business, Paper = paper };
        return await Sender.Get<ISubmission>().SubmitAsync(
            fields, business?.Kind == "recall" ? [] : [new StagedFile("Văn bản.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))], Sender.Clerk, null, CancellationToken.None);
    }

    private static BusinessFields Removing(SubmitAnswer sent) => new()
    {
        Kind = "update",
        Reason = "Gửi lại đúng nơi nhận",
        TargetDocumentId = sent.DocumentId,
        DocumentInfo = true,
        DocumentReceiver = true,
        Receivers = [new ReceiverChangeFields(Receiving, Added: false), new ReceiverChangeFields("G22", Added: true)],
    };

    private Task<TrackingRow> EndsAsync(string packet, ChangeEnd end) => Eventually.GetAsync(() => Sender.Tracking(packet).Single(), r => r.ChangeEnd == end, $"{end}");

    private (DeadlineKind Kind, bool Settled) Duties(string packet) => Receiver.Store.Read(s => s.Deadlines.ListFor(Item(packet).Id)).Select(static d => (d.Kind, d.SettledAt is not null)).Single();

    private static ChangeRequest Parked(string asking, string target, Digest packet) => new(
        Guid.CreateVersion7(), ChangeKind.Recall, packet, OrganId.Parse(asking), target, OrganId.Parse(Receiving), OrganId.Parse(Receiving), null, null, ChangeRequestState.Parked, TimeProvider.System.GetUtcNow(), null, null, null);

    private InboxItem Item(string packet) => Receiver.Inbox().Single(i => i.Packet == Digest.Parse(packet));

    private static T Done<T>(Outcome<T> outcome) => outcome switch
    {
        Done<T> done => done.Value,
        Refused<T> refused => throw new AssertionException($"refused: {refused.Why.Code} {refused.Why.Sentence}"),
        _ => throw new InvalidOperationException(),
    };
}
