using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;

namespace Axis.Journey.Tests;

/// <summary>Rules that bind a receiving clerk and leader, between two real nodes: assignments, warnings, what each side sees (RCV-09, RCV-10, SND-02, OPS-07).</summary>
public sealed class ClerkRulesTests
{
    private const string Secret = "Chỉ đạo nội bộ: kiểm tra kỹ số liệu";
    private TestNetwork _network = null!;
    private HttpClient _leader = null!;
    private HttpClient _other = null!;
    private HttpClient _sender = null!;

    private RunningNode Sender => _network[TestNetwork.Province];

    private RunningNode Receiver => _network[TestNetwork.Central];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        _leader = await Receiver.ClientAsync(Role.Leader, "G22");
        _other = await Receiver.ClientAsync(Role.Clerk, "000.00.00.G22");
        _sender = await Sender.ClientAsync(Role.Clerk, "H37");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _leader.Dispose();
        _other.Dispose();
        _sender.Dispose();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task RCV_09_a_document_assigned_twice_shows_both_decisions_and_the_last_deadline_holds()
    {
        var (_, item) = await AcceptedAsync("V/v phân công");
        var due = VietnamTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(30);
        await AnswerAsync(item, Assign("Vụ Một", due.AddDays(-10)));
        await AnswerAsync(item, Assign("Vụ Hai", due));
        var detail = await DetailAsync(_leader, item);

        Assert.That(
            (detail.Assignments.Select(static a => a.Lead.Unit), detail.Assignments[1].CoOperators[0].Unit, detail.Assignments[1].Instruction, VietnamTime.DateOf(detail.Deadlines.Single(static d => d is { Kind: "solving", SettledAt: null }).Due)),
            Is.EqualTo((new[] { "Vụ Một", "Vụ Hai" }, "Vụ Ba", Secret, due)));
    }

    [Test]
    public async Task RCV_09_an_assignment_without_a_lead_is_refused_with_its_rule()
    {
        var (_, item) = await AcceptedAsync("V/v phân công thiếu chủ trì");
        using var response = await _leader.PostAsJsonAsync($"/api/v1/inbox/{item}/status", new AnswerStatus { Code = "04", Assignment = new AssignWork { Lead = new AssigneeFields() } }, AxisJson.Web.AnswerStatus);

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("RCV-09"));
    }

    [Test]
    public async Task RCV_09_the_follow_up_register_names_lead_co_operators_and_deadline()
    {
        var (_, item) = await AcceptedAsync("V/v sổ theo dõi");
        var due = VietnamTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(7);
        await AnswerAsync(item, Assign("Vụ Một", due));
        var detail = await DetailAsync(_leader, item);
        var line = await _leader.GetFromJsonAsync($"/api/v1/registers/theo-doi/line?agency=G22&line={detail.Item.ArrivalNumber}", ApiJson.Client.RegisterLineDetail);

        Assert.That((line!.Line.Fields.ToPlaces, line.Line.Fields.DueDate), Is.EqualTo(("Vụ Một (chủ trì); Vụ Ba (phối hợp)", due)));
    }

    [Test]
    public async Task RCV_10_a_warning_after_acceptance_reaches_the_sender_and_moves_no_state()
    {
        var (packet, item) = await AcceptedAsync("V/v nghi sai sót");
        await WarnAsync(item, "KY_SO_KHONG_HOP_LE", "Chữ ký trang 2 khác người ký");
        var line = await Eventually.GetAsync(() => Sender.Tracking(packet)[0], static t => t.Anomaly is not null, "the warning at home");

        Assert.That((line.State, line.Anomaly!.Contains("Chữ ký trang 2 khác người ký", StringComparison.Ordinal), (await DetailAsync(_leader, item)).Item.Flags.Single().Code), Is.EqualTo(("03", true, "ANOMALY_REPORTED")));
    }

    [Test]
    public async Task RCV_10_a_warning_before_acceptance_returns_the_document()
    {
        var (packet, item) = await ArrivedAsync("V/v trả lại ngay");
        await WarnAsync(item, "TEP_HONG", "Không mở được tệp");
        var line = await Eventually.GetAsync(() => Sender.Tracking(packet)[0], static t => t.State == "02", "the refusal at home");

        Assert.That(line.ReasonCode, Is.EqualTo("TEP_HONG"));
    }

    [Test]
    public async Task SND_02_sender_and_receiver_see_that_an_unsigned_document_is_for_information()
    {
        var (packet, item) = await ArrivedAsync("V/v không ký số");
        foreach (var node in new[] { Sender, Receiver })
        {
            await Eventually.GetAsync(() => node.Store.Read(s => s.LegalValues.ListFor(Digest.Parse(packet)).Count), static n => n == 1, "judged at " + node.Spec.Id);
        }

        var sent = (await _sender.GetFromJsonAsync($"/api/v1/documents/{packet}", ApiJson.Client.OutboxDetail))!.Standing;
        var received = (await DetailAsync(_leader, item)).Item.Standing!;

        Assert.That((sent.ForInformation, received.ForInformation, received.Code), Is.EqualTo((true, true, sent.Code)));
    }

    [Test]
    public async Task DOC_08_the_detail_of_a_received_document_has_all_fifteen_facts()
    {
        var (_, item) = await AcceptedAsync("V/v mười lăm thông tin");
        var detail = await DetailAsync(_leader, item);
        var document = detail.Item.Document;
        Dictionary<string, object?> facts = new()
        {
            ["mã cơ quan"] = document.From,
            ["mã văn bản"] = document.DocumentId,
            ["số, ký hiệu"] = document.Code,
            ["ngày"] = document.Date,
            ["loại"] = document.TypeName,
            ["trích yếu"] = document.Subject,
            ["tệp kèm theo"] = document.Attachments is [var first, ..] ? first : null,
            ["trạng thái xử lý"] = detail.Item.StateName,
            ["người ký"] = document.Signer,
            ["mức độ khẩn"] = document.PriorityName,
            ["nơi gửi"] = document.FromName,
            ["nơi nhận"] = detail.RecipientName,
            ["thời gian gửi, nhận"] = detail.SentAt < detail.Item.ArrivedAt ? detail.SentAt : null,
            ["thời hạn"] = detail.Deadlines is [var earliest, ..] ? earliest.Name : null,
            ["lịch sử gửi nhận"] = detail.Receipts.Count > 0 && detail.Statuses.Count > 0 ? detail.Statuses[0].Name : null,
        };

        Assert.That(facts.Where(static f => f.Value is null or "").Select(static f => f.Key), Is.Empty);
    }

    [Test]
    public async Task OPS_07_each_side_sees_the_history_of_its_own_part_and_nothing_of_the_others()
    {
        var sent = await Sender.SendAsync("H37", ["G22", "000.00.00.G22"], "V/v lịch sử");
        var items = await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))), static i => i.Count == 2, "both arrived");
        var (mine, theirs) = (items.Single(static i => i.Recipient.Value == "G22").Id, items.Single(static i => i.Recipient.Value != "G22").Id);
        await AnswerAsync(mine, new AnswerStatus { Code = "03" });
        await AnswerAsync(mine, Assign("Vụ Một", null));
        using var refused = await _other.PostAsJsonAsync($"/api/v1/inbox/{theirs}/status", new AnswerStatus { Code = "02", ReasonCode = "TRUNG", Description = "Riêng của nơi nhận thứ hai" }, AxisJson.Web.AnswerStatus);
        refused.EnsureSuccessStatusCode();
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet), static t => t.Any(static r => r.State == "04") && t.Any(static r => r.State == "02"), "answers at home");
        var home = await _sender.GetStringAsync($"/api/v1/tracking/{sent.Packet}");
        var own = await _leader.GetStringAsync($"/api/v1/inbox/{mine}");
        var others = await _other.GetStringAsync($"/api/v1/inbox/{theirs}");

        Assert.Multiple(() =>
        {
            Assert.That(home, Does.Contain("Vụ Một").And.Contain("Riêng của nơi nhận thứ hai").And.Not.Contain(Secret), "the sender: what each receiver told it");
            Assert.That(own, Does.Contain(Secret).And.Contain("\"code\":\"04\"").And.Not.Contain("Riêng của nơi nhận thứ hai"), "the first receiver");
            Assert.That(others, Does.Contain("Riêng của nơi nhận thứ hai").And.Not.Contain("Vụ Một").And.Not.Contain(Secret), "the second receiver");
        });
    }

    private static AnswerStatus Assign(string unit, DateOnly? due) => new()
    {
        Code = "04",
        Assignment = new AssignWork { Lead = new AssigneeFields(unit), CoOperators = [new AssigneeFields("Vụ Ba")], Instruction = Secret, DueDate = due },
    };

    private static async Task<InboxDetail> DetailAsync(HttpClient client, Guid item) => (await client.GetFromJsonAsync($"/api/v1/inbox/{item}", ApiJson.Client.InboxDetail))!;

    private async Task<(string Packet, Guid Item)> ArrivedAsync(string subject)
    {
        var sent = await Sender.SendAsync("H37", ["G22"], subject);
        var items = await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))), static i => i.Count == 1, "arrived");
        await Eventually.GetAsync(() => Sender.Tracking(sent.Packet)[0].State, static s => s == "01", "the receipt at home");
        return (sent.Packet, items[0].Id);
    }

    private async Task<(string Packet, Guid Item)> AcceptedAsync(string subject)
    {
        var arrived = await ArrivedAsync(subject);
        await AnswerAsync(arrived.Item, new AnswerStatus { Code = "03" });
        return arrived;
    }

    private async Task AnswerAsync(Guid item, AnswerStatus answer)
    {
        using var response = await _leader.PostAsJsonAsync($"/api/v1/inbox/{item}/status", answer, AxisJson.Web.AnswerStatus);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    private async Task WarnAsync(Guid item, string reason, string text)
    {
        using var response = await _leader.PostAsJsonAsync($"/api/v1/inbox/{item}/anomaly", new ReportAnomaly { ReasonCode = reason, Description = text }, AxisJson.Web.ReportAnomaly);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }
}
