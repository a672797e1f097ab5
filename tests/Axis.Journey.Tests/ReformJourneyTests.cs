using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests;

/// <summary>A district is abolished while its documents are under way; one province went into another (REF-02…REF-09), over real nodes.</summary>
public sealed class ReformJourneyTests
{
    private const string District = "H37.20";
    private const string NewCommune = "H37.61";
    private static readonly NodeSpec DistrictNode = TestNetwork.District with { Agencies = [District, NewCommune] };
    private TestNetwork _network = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    private RunningNode Huyen => _network[DistrictNode];

    private RunningNode Commune => _network[TestNetwork.Commune];

    [SetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(Signing.Keys.SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province, DistrictNode, TestNetwork.Commune);
        var reform = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();
        _network.RootExtras =
        [
            new AgencyRecord(Outside("H60", "Ủy ban nhân dân tỉnh Tuyên Quang")),
            new AgencyRecord(Outside("H22", "Ủy ban nhân dân tỉnh Hà Giang") with
            {
                ValidTo = reform,
                Successors = [new Succession(OrganId.Parse("H60"), SuccessionKind.Merge, reform, "Nghị quyết 202/2025/QH15")],
            }),
        ];
        _network.WriteDirectory();
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    private static Agency Outside(string code, string name) => new(
        OrganId.Parse(code), name, Tier.Province, null, NodeId.Parse(TestNetwork.Commune.Id), AgencyStatus.Active, new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero), null, [], []);

    [Test]
    public async Task a_document_from_before_the_reform_is_tracked_answered_and_recalled_after_it()
    {
        var sent = await Province.SendAsync("H37", [District]);
        await Eventually.GetAsync(() => Province.Tracking(sent.Packet), static r => r[0].State == "01", "consigned before the reform");
        await ReformAsync();

        var item = Huyen.Inbox().Single(i => i.Packet.ToString() == sent.Packet);
        var answered = await Huyen.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, new Actor("test", Role.Clerk, [OrganId.Parse(NewCommune), OrganId.Parse(District)]), CancellationToken.None);
        Assert.That(answered, Is.InstanceOf<Done<AnswerResult>>(), (answered as Refused<AnswerResult>)?.Why.Sentence);
        await Eventually.GetAsync(() => Province.Tracking(sent.Packet), static r => r[0].State == "03", "the successor's answer counts");
        var history = Province.Store.Read(s => s.Tracking.Events(s.Tracking.ListFor(Digest.Parse(sent.Packet))[0].Id));
        Assert.That(history.Where(static e => !e.IsReceipt).Select(static e => (e.Code, e.Issuer)), Is.EqualTo(new[] { ("03", NewCommune) }));

        var recall = await RecallAsync(sent);
        await Eventually.GetAsync(() => Province.Tracking(recall.Packet), static r => r[0].State == "01", "the recall reaches the district's mailbox");
        Assert.That(Huyen.Inbox().Single(i => i.Packet.ToString() == recall.Packet).Flags, Does.Not.Contain("ORIGINAL_NOT_FOUND"));
    }

    [Test]
    public async Task a_new_document_to_the_abolished_district_is_refused_and_its_successors_are_named()
    {
        await ReformAsync();

        var refused = (Refused<SubmitAnswer>)await Province.TrySendAsync("H37", [District]);

        Assert.That(refused.Why.Errors.Single().Code, Is.EqualTo("RECIPIENT_CLOSED"));
        Assert.That(refused.Why.Errors.Single().Suggestions?.Select(static s => s.Split(' ')[0]), Is.EqualTo(new[] { NewCommune, "H37.20.61" }));
    }

    [Test]
    public async Task the_abolished_district_itself_sends_nothing_new()
    {
        await ReformAsync();

        var refused = (Refused<SubmitAnswer>)await Huyen.TrySendAsync(District, ["H37"]);

        Assert.That(refused.Why.Errors.Single().Code, Is.EqualTo("REF-02"));
    }

    [Test]
    public async Task a_document_to_ha_giang_reaches_tuyen_quang_and_both_sides_see_why()
    {
        var sent = await Province.SendAsync("H37", ["H22"]);
        await Eventually.GetAsync(() => Province.Tracking(sent.Packet), static r => r[0].State == "01", "consigned to the successor");

        const string why = "Ủy ban nhân dân tỉnh Hà Giang (H22) đã đóng; Ủy ban nhân dân tỉnh Tuyên Quang (H60) kế thừa từ 01/07/2025 theo Nghị quyết 202/2025/QH15.";
        var row = Province.Tracking(sent.Packet).Single();
        var item = Commune.Inbox().Single(i => i.Packet.ToString() == sent.Packet);
        Assert.Multiple(() =>
        {
            Assert.That((row.Recipient.Value, row.Delivered.Value), Is.EqualTo(("H22", "H60")));
            Assert.That(Province.Store.Read(s => TrackingViews.Line(row, s, Province.Get<NodeDirectory>(), TimeProvider.System.GetUtcNow())).Redirection, Is.EqualTo(why), "the sender sees it");
            Assert.That((item.Addressed.Value, item.Recipient.Value), Is.EqualTo(("H22", "H60")));
            Assert.That(Commune.Store.Read(s => InboxViews.Item(item, s.Packets.Find(item.Packet)!, s, Commune.Get<NodeDirectory>(), TimeProvider.System.GetUtcNow())).Redirection, Is.EqualTo(why), "the receiver sees it");
        });
    }

    [Test]
    public async Task what_is_pending_for_a_closing_agency_is_counted()
    {
        var sent = await Province.SendAsync("H37", [District]);
        await Eventually.GetAsync(() => Province.Tracking(sent.Packet), static r => r[0].State == "01", "consigned");

        var pending = new PendingOfAgencies(Huyen.Store, Huyen.Get<NodeDirectory>()).Run([OrganId.Parse(District), OrganId.Parse(NewCommune)]);

        Assert.That(pending.Select(static p => (p.Agency, p.Here, p.Deliveries, p.Inbox, p.Sent)), Is.EqualTo(new[] { (District, true, 0, 1, 0), (NewCommune, true, 0, 0, 0) }));
    }

    // The district's section is signed anew; every node takes it up from its folder as an operator would put it there.
    private async Task ReformAsync()
    {
        var before = Province.Get<LiveDirectory>().Versions["H37"];
        var instant = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        _network.Describe = agency => agency.Code.Value == District
            ? agency with
            {
                ValidTo = instant,
                Successors =
                [
                    new Succession(OrganId.Parse(NewCommune), SuccessionKind.Split, instant, "Nghị quyết về sắp xếp xã"),
                    new Succession(OrganId.Parse("H37.20.61"), SuccessionKind.Split, instant, "Nghị quyết về sắp xếp xã"),
                ],
            }
            : agency;
        _network.PublishProvince(TestNetwork.Province, static c => c);
        foreach (var node in _network.Nodes.Values)
        {
            _network.PutSection(node.Spec, _network.ProvinceSection);
        }

        await Eventually.GetAsync(() => _network.Nodes.Values.Count(n => n.Get<LiveDirectory>().Versions.GetValueOrDefault("H37") <= before), static n => n == 0, "every node has the new directory");
    }

    private async Task<SubmitAnswer> RecallAsync(SubmitAnswer recalled)
    {
        var fields = RunningNode.Fields("H37", [District], "Thu hồi văn bản ban hành nhầm") with
        {
            Business = new BusinessFields
            {
                Kind = "recall",
                Reason = "Ban hành nhầm",
                TargetDocumentId = recalled.DocumentId,
                Recalled = [new ReferenceFields("H37", recalled.Code, recalled.DocumentId)],
            },
        };
        var path = Path.Combine(Province.Folder, "recall.pdf");
        var bytes = SmallPdf.Document();
        await File.WriteAllBytesAsync(path, bytes);
        var outcome = await Province.Get<ISubmission>().SubmitAsync(fields, [new StagedFile("Thu hồi.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))], Province.Clerk, null, CancellationToken.None);
        return outcome is Done<SubmitAnswer> done ? done.Value : throw new AssertionException(((Refused<SubmitAnswer>)outcome).Why.Sentence);
    }
}
