using System.Net.Http.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node.Api.Views;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node;
using Axis.Signing.Keys;
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
    public async Task what_was_prepared_before_the_reform_and_is_signed_after_it_does_not_lose_a_recipient()
    {
        var prepared = await PrepareAsync(Province, "H37", [District, "G22"]);
        await ReformAsync();

        var refused = (Refused<SubmitAnswer>)await CommitAsync(Province, "H37", prepared);

        Assert.That(refused.Why.Errors.Select(static e => (e.Field, e.Code)), Is.EqualTo(new[] { ("to[0]", "RECIPIENT_CLOSED") }));
    }

    [Test]
    public async Task what_the_abolished_district_prepared_before_is_not_sent_after_it()
    {
        var prepared = await PrepareAsync(Huyen, District, ["H37"]);
        await ReformAsync();

        var refused = (Refused<SubmitAnswer>)await CommitAsync(Huyen, District, prepared);

        Assert.That(refused.Why.Code, Is.EqualTo("REF-02"));
    }

    private static async Task<PrepareAnswer> PrepareAsync(RunningNode node, string from, IReadOnlyList<string> to) =>
        ((Done<PrepareAnswer>)await node.TryPrepareAsync(from, to, "V/v ký sau sắp xếp", "%PDF-1.7 ký sau"u8.ToArray())).Value;

    private static async Task<Outcome<SubmitAnswer>> CommitAsync(RunningNode node, string from, PrepareAnswer prepared)
    {
        var keys = Path.Combine(node.Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, $"agency-{from}.p12"), Path.Combine(keys, "passphrase"));
        return await node.Get<ISubmission>().CommitAsync(prepared.Id, new GivenSignature(key.Sign(Convert.FromBase64String(prepared.DataToSign))), node.Clerk, CancellationToken.None);
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
    public async Task REF_08_the_registers_of_the_abolished_district_are_closed_and_its_successor_begins_its_own()
    {
        using (var clerk = await Huyen.ClientAsync(Role.Clerk, District))
        {
            await EnterAsync(clerk, District);
            using var early = await clerk.PostAsJsonAsync("/api/v1/registers/closing", new CloseRegisters { Agency = District }, AxisJson.Web.CloseRegisters);
            Assert.That((await early.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("REF-08"), "an open agency keeps its registers open");
        }

        await ReformAsync();
        using var heir = await Huyen.ClientAsync(Role.Clerk, NewCommune);
        using var late = await heir.PostAsJsonAsync("/api/v1/registers/di/entries", Paper(District), AxisJson.Web.EnterPaper);
        var closing = await CloseAsync(heir);
        var again = await CloseAsync(heir);
        var first = await EnterAsync(heir, NewCommune);

        Assert.Multiple(async () =>
        {
            Assert.That((await late.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("REF-08"), "nothing is entered any more");
            Assert.That(closing.Books.Select(static b => (b.Register, b.Lines, b.Last)), Is.EqualTo(new[] { ("di", 1L, 1L) }));
            Assert.That((again.At, again.Books[0].Sha256), Is.EqualTo((closing.At, closing.Books[0].Sha256)), "what was handed over stays");
            Assert.That(closing.Successors, Does.Contain(NewCommune));
            Assert.That(first.Number, Is.EqualTo(1), "the successor begins at 01");
        });
    }

    private static EnterPaper Paper(string agency) => new() { Agency = agency, Fields = new Core.Registers.RegisterFields { TypeName = "Công văn", CodeNotation = "UBND-VP", Subject = "Bản giấy" } };

    private static async Task<EnteredLine> EnterAsync(HttpClient clerk, string agency)
    {
        using var response = await clerk.PostAsJsonAsync("/api/v1/registers/di/entries", Paper(agency), AxisJson.Web.EnterPaper);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(Cli.Client.ApiJson.Client.EnteredLine))!;
    }

    private static async Task<RegisterClosingView> CloseAsync(HttpClient clerk)
    {
        using var response = await clerk.PostAsJsonAsync("/api/v1/registers/closing", new CloseRegisters { Agency = District }, AxisJson.Web.CloseRegisters);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(Cli.Client.ApiJson.Client.RegisterClosingView))!;
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
