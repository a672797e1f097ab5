using System.Text.RegularExpressions;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Drop;
using Axis.Node.Events;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests.Drop;

/// <summary>Folders that are away, disks that are full, documents that were recalled, and operators.</summary>
[NonParallelizable]
public sealed class DropTroubleTests
{
    private static readonly NodeSpec Spec = TestNetwork.Central with { Agencies = ["G22", "G22.01"] };
    private static readonly byte[] Pdf = "%PDF-1.7 nội dung"u8.ToArray();

    private TestNetwork _network = null!;
    private DropSide _a = null!;
    private DropSide _b = null!;

    private RunningNode Node => _network[Spec];

    [SetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Spec);
        var sides = DropSide.Prepare(Node, ("G22", ""), ("G22.01", ""));
        (_a, _b) = (sides[0], sides[1]);
        await Node.StartAsync();
        await _a.IsOpenAsync();
        await _b.IsOpenAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task while_a_folder_is_away_the_operator_is_told_and_documents_wait_for_it()
    {
        Directory.Move(_b.Root, _b.Root + "-away");
        var sent = await Node.SendAsync("G22", ["G22.01"]);
        await Eventually.GetAsync(() => Findings(), static f => f.Contains("DROP_FAILING") && f.Contains("EVENTS_FAILING"), "findings");
        Assert.That(Directory.Exists(_b.Root), Is.False, "the place of a share that is away stays as it is");

        Directory.Move(_b.Root + "-away", _b.Root);
        await _b.ReceivedAsync(sent.Packet);
        await Eventually.GetAsync(() => Findings(), static f => !f.Contains("DROP_FAILING"), "no finding");
    }

    [Test]
    public async Task what_was_recalled_before_it_was_handed_over_is_withheld()
    {
        Directory.Move(_b.Root, _b.Root + "-away");
        await Node.SendAsync("G22", ["G22.01"], "V/v sẽ thu hồi");
        var item = (await Eventually.GetAsync(Node.Inbox, static i => i.Count == 1, "filed"))[0];
        await Node.Store.WriteAsync(
            s =>
            {
                s.Inbox.SetState(item.Id, InboxState.Recalled);
                return true;
            },
            CancellationToken.None);
        Directory.Move(_b.Root + "-away", _b.Root);
        var next = await Node.SendAsync("G22", ["G22.01"], "V/v sau đó");
        await _b.ReceivedAsync(next.Packet);
        await Eventually.GetAsync(() => Node.Store.Read(static s => s.Events.FindTarget("drop-G22.01"))!.Waiting, static w => w == 0, "nothing owed");

        Assert.That(_b.Received().Select(static r => r.Detail.Item.Packet), Is.EqualTo(new[] { next.Packet }));
    }

    [Test]
    public async Task what_lies_in_the_folder_counts_as_fetched_and_is_in_the_journal()
    {
        var sent = await Node.SendAsync("G22", ["G22.01"]);
        await _b.ReceivedAsync(sent.Packet);

        Assert.That(Node.Inbox().Single().FetchedAt, Is.Not.Null);
        Assert.That(Node.Store.Read(static s => s.Journal.List(null, 100, null)).Select(static l => (l.Entry.Kind, l.Entry.Actor)), Does.Contain(("document-downloaded", (string?)"system:drop-G22.01")));
    }

    [Test]
    public async Task on_a_full_disk_what_was_dropped_waits_and_is_sent_when_there_is_room()
    {
        await Node.StopAsync();
        var file = Path.Combine(Node.Folder, "appsettings.json");
        var usual = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, Regex.Replace(usual, "\"FreeSpaceReserveBytes\": \\d+", "\"FreeSpaceReserveBytes\": 4000000000000000"));
        _a.Draft("cv-1", RunningNode.Fields("G22", ["G22.01"], "V/v chờ chỗ"), ("a.pdf", Pdf));
        await Node.StartAsync();
        await Eventually.GetAsync(() => Findings(), static f => f.Contains("DROP_FAILING"), "finding");
        Assert.That(Directory.Exists(_a.Path("work", "cv-1")), Is.True, "kept");

        await Node.StopAsync();
        await File.WriteAllTextAsync(file, usual);
        await Node.StartAsync();
        Assert.That((await _a.SentAsync("cv-1")).Submission!.Repeated, Is.False);
    }

    [Test]
    public async Task an_operator_sees_what_was_refused_and_has_it_tried_again_once_it_is_mended()
    {
        _a.Draft("cv-2", RunningNode.Fields("G22", ["G99"], "V/v sai nơi nhận"), ("a.pdf", Pdf));
        await _a.RefusedAsync("cv-2");
        var control = Node.Get<DropControl>();
        var shown = (await control.ListAsync(CancellationToken.None)).Single(static f => f.Agency == "G22").Refused.Single();
        Assert.That(Findings(), Does.Contain("DROP_REFUSED"));

        var fields = Path.Combine(_a.Path("refused", "cv-2"), "document.json");
        await File.WriteAllTextAsync(fields, (await File.ReadAllTextAsync(fields)).Replace("G99", "G22.01", StringComparison.Ordinal));
        var retried = await control.RetryAsync("G22", new RetryDrop { Name = "cv-2" }, new Actor("op", Role.Operator, []), CancellationToken.None);

        Assert.That(((Done<RetriedDrops>)retried).Value.Names, Is.EqualTo(new[] { "cv-2" }));
        Assert.That((await _a.SentAsync("cv-2")).Submission, Is.Not.Null);
        Assert.That((shown.Name, Directory.EnumerateFileSystemEntries(_a.Path("refused")).Any()), Is.EqualTo(("cv-2", false)));
    }

    [TestCase("../cv-2")]
    [TestCase("..")]
    public async Task a_name_that_leads_elsewhere_is_no_name_to_try_again(string name) =>
        Assert.That(await Node.Get<DropControl>().RetryAsync("G22", new RetryDrop { Name = name }, new Actor("op", Role.Operator, []), CancellationToken.None), Is.InstanceOf<Refused<RetriedDrops>>());

    [Test]
    public async Task files_whose_names_differ_in_case_only_or_are_those_of_devices_lie_side_by_side()
    {
        var answer = await Node.Get<ISubmission>().SubmitAsync(
            RunningNode.Fields("G22", ["G22.01"], "V/v tên tệp"), [Held("Bao cao.pdf", 1), Held("bao cao.PDF", 2), Held("con.pdf", 3), Held("../../x.pdf", 4)], Node.Clerk, null, CancellationToken.None);
        var (folder, _) = await _b.ReceivedAsync(((Done<SubmitAnswer>)answer).Value.Packet);

        Assert.That(
            Directory.EnumerateFiles(Path.Combine(folder, "files")).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "2-bao cao.PDF", "Bao cao.pdf", "_con.pdf", "x.pdf" }));
    }

    [Test]
    public async Task a_test_event_says_whether_the_folder_can_be_written()
    {
        var events = Node.Get<EventControl>();
        var actor = new Actor("op", Role.Operator, []);
        var good = await events.TestAsync("drop-G22", actor, CancellationToken.None);
        Directory.Move(_a.Root, _a.Root + "-away");
        var bad = await events.TestAsync("drop-G22", actor, CancellationToken.None);

        Assert.That((((Done<EventTestResult>)good).Value.Ok, ((Done<EventTestResult>)bad).Value.Ok), Is.EqualTo((true, false)));
    }

    private static StagedFile Held(string name, byte content)
    {
        byte[] bytes = [.. Pdf, content];
        return new StagedFile(name, "application/pdf", null, "", bytes.Length, Digest.Of(bytes)) { Held = bytes };
    }

    private List<string> Findings() => [.. Node.Services.GetServices<IFindingSource>().SelectMany(static s => s.Findings()).Select(static f => f.Code)];
}
