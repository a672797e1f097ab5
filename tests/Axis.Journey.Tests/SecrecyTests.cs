using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Changes;
using Axis.Node.Outgoing;

namespace Axis.Journey.Tests;

/// <summary>Documents that bear signs of a state secret are stopped at the door of a real node (SEC-02).</summary>
public sealed class SecrecyTests
{
    private TestNetwork _network = null!;

    private RunningNode Node => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [TestCase("MẬT")]
    [TestCase("T Ố I M Ậ T")]
    [TestCase("Số: 05/BC-MẬT")]
    public async Task a_stamp_on_the_first_page_stops_the_document(string page) =>
        Assert.That((await SendAsync(page, page)).Code, Is.EqualTo("SEC-02"));

    [TestCase("QUY CHẾ BẢO MẬT thông tin")]
    [TestCase("danh mục bí mật nhà nước, độ mật")]
    [TestCase("XEM XONG TRẢ LẠI - LƯU HÀNH NỘI BỘ")]
    public async Task a_word_that_only_resembles_a_grade_passes(string page) => Assert.That((await SendAsync(page, page)).Code, Is.Null);

    [Test]
    public async Task a_stopped_document_leaves_nothing_but_its_fingerprint()
    {
        var before = Node.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500).Count);
        await SendAsync("TUYỆT MẬT", "không lưu");
        Assert.That(Node.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500).Count), Is.EqualTo(before));
    }

    [Test]
    public async Task what_an_officer_released_passes_when_it_is_sent_again_and_nothing_else_does()
    {
        await SendAsync("PHIẾU TRÌNH MẬT", "được cho gửi");
        using var officer = await OfficerAsync();
        var holds = await officer.GetFromJsonAsync("/api/v1/secrecy/holds", ApiJson.Client.PageSecrecyHoldView);
        using var decided = await officer.PostAsJsonAsync($"/api/v1/secrecy/holds/{holds!.Items[0].Id}", new DecideSecrecy(true, "Tên mẫu biểu"), AxisJson.Web.DecideSecrecy);
        var again = await SendAsync("PHIẾU TRÌNH MẬT", "được cho gửi");
        var other = await SendAsync("PHIẾU TRÌNH MẬT", "văn bản khác");

        Assert.That((decided.IsSuccessStatusCode, again.Code, again.Warned, other.Code), Is.EqualTo((true, (string?)null, true, "SEC-02")));
    }

    [Test]
    public async Task REG_06_a_received_document_that_bears_a_grade_is_registered_only_when_an_officer_released_it()
    {
        const string subject = "Danh mục mẫu phiếu TỐI MẬT";
        await Node.TrySendAsync("H37", ["G22"], subject);
        await ReleaseAsync(Node, "H37");
        var sent = await Node.SendAsync("H37", ["G22"], subject);
        var receiver = _network[TestNetwork.Central];
        var item = (await Eventually.GetAsync(() => receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))), static i => i.Count == 1, "it arrived"))[0];

        var first = await AcceptAsync(receiver, item.Id);
        await ReleaseAsync(receiver, "G22");
        var again = await AcceptAsync(receiver, item.Id);

        Assert.That((item.Flags, first, again), Is.EqualTo((new[] { "SECRECY_SUSPECTED" }, "REG-06", (string?)null)));
    }

    [Test]
    public async Task the_reason_of_a_recall_or_take_back_is_looked_at_like_the_document()
    {
        var sent = Digest.Parse((await Node.SendAsync("H37", ["G22"], "V/v sẽ thu hồi")).Packet);
        var asked = new RequestRecall { Reason = "Văn bản TUYỆT MẬT gửi nhầm" };

        var recall = await Node.Get<IRecallDocuments>().RecallAsync(sent, asked, Node.Clerk, null, CancellationToken.None);
        var back = await Node.Get<IRecallDocuments>().TakeBackAsync(sent, asked, Node.Clerk, CancellationToken.None);

        Assert.That(((recall as Refused<SubmitAnswer>)?.Why.Code, (back as Refused<TakeBackAnswer>)?.Why.Code), Is.EqualTo(("SEC-02", "SEC-02")));
    }

    [Test]
    public async Task a_page_that_cannot_be_read_is_said_to_be_not_looked_through()
    {
        var outcome = await Node.TrySendAsync("H37", ["G22"], "Bản quét", SmallPdf.Document());
        Assert.That(((Done<SubmitAnswer>)outcome).Value.Warnings.Select(static w => w.Code), Does.Contain("SEC-02"));
    }

    [TestCase("PK\u0003\u0004 văn bản Word", "không phải tệp PDF")]
    [TestCase("rác\n%PDF-1.7\n", "đứng trước phần đầu")]
    public async Task a_file_that_is_not_looked_into_is_named_to_the_clerk(string content, string why)
    {
        var outcome = await Node.TrySendAsync("H37", ["G22"], "Tệp khác", System.Text.Encoding.UTF8.GetBytes(content));

        Assert.That(((Done<SubmitAnswer>)outcome).Value.Warnings.Where(static w => w.Code == "SEC-02").Select(static w => w.Text), Has.Some.Contains(why));
    }

    [Test]
    public async Task who_may_not_send_for_an_agency_makes_no_hold_in_its_name([Values] bool packet)
    {
        var stranger = new Actor("nơi khác", Role.Clerk, [OrganId.Parse("H37.01")]);
        var path = Path.Combine(Node.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        Outcome<SubmitAnswer> outcome;
        if (packet)
        {
            var sent = await Node.SendAsync("H37", ["G22"], "V/v dấu hiệu giả");
            using var stored = Node.Get<PacketContent>().Open(Node.Store.Read(s => s.Packets.Find(Digest.Parse(sent.Packet)))!);
            var bytes = System.Text.Encoding.UTF8.GetBytes((await new StreamReader(stored).ReadToEndAsync()).Replace("V/v dấu hiệu giả", "TUYỆT MẬT: của người khác", StringComparison.Ordinal));
            await File.WriteAllBytesAsync(path, bytes);
            outcome = await Node.Get<ISubmission>().SubmitPacketAsync(new StagedFile("gói.edxml", "application/xml", null, path, bytes.Length, Digest.Of(bytes)), stranger, null, CancellationToken.None);
        }
        else
        {
            outcome = await Node.Get<ISubmission>().SubmitAsync(RunningNode.Fields("H37", ["G22"], "TUYỆT MẬT: của người khác"), [], stranger, null, CancellationToken.None);
        }

        Assert.That((outcome as Refused<SubmitAnswer>)?.Why.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "SND-09" }));
        Assert.That(Node.Store.Read(static s => s.SecrecyHolds.List(null, false, null, 100)).Select(static h => h.Channel), Does.Not.Contain("nơi khác"));
    }

    private async Task<(string? Code, bool Warned)> SendAsync(string page, string subject) => await Node.TrySendAsync("H37", ["G22"], "V/v thử " + subject.ToLowerInvariant(), SmallPdf.WithText(page)) switch
    {
        Refused<SubmitAnswer> refused => (refused.Why.Code, false),
        Done<SubmitAnswer> done => (null, done.Value.Warnings.Any(static w => w.Code == "SEC-02")),
        _ => throw new InvalidOperationException(),
    };

    private static async Task<string?> AcceptAsync(RunningNode node, Guid item) =>
        (await node.Get<IStatusAnswers>().AnswerAsync(item, new AnswerStatus { Code = "03" }, node.Clerk, CancellationToken.None) as Refused<AnswerResult>)?.Why.Code;

    private static Task<bool> ReleaseAsync(RunningNode node, string agency) => node.Store.WriteAsync(
        s => s.SecrecyHolds.List([OrganId.Parse(agency)], true, null, 100).All(h => s.SecrecyHolds.Decide(h.Id, true, "cán bộ bảo mật", "Tên mẫu biểu", h.LastAt)),
        CancellationToken.None);

    private async Task<HttpClient> OfficerAsync()
    {
        var issued = (Done<IssuedToken>)await Node.Get<TokenIssuer>().IssueAsync("cán bộ bảo mật", Role.Security, [], null, "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = Node.Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Value.Token);
        return client;
    }
}
