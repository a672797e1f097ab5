using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Links;
using Axis.Node.Schedules;

namespace Axis.Journey.Tests;

/// <summary>Statistics of real nodes equal what the ledger says when it is counted another way (OPS-01, OPS-02).</summary>
public sealed class ReportTests
{
    private TestNetwork _network = null!;

    private RunningNode Sender => _network[TestNetwork.Province];

    private RunningNode Receiver => _network[TestNetwork.Central];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        for (var i = 0; i < 6; i++)
        {
            await Sender.SendAsync(i % 3 == 0 ? "H37.01" : "H37", i % 2 == 0 ? ["G22"] : ["G22", "000.00.00.G22"], $"V/v thống kê {i}");
        }

        var items = await Eventually.GetAsync(Receiver.Inbox, static i => i.Count == 9, "all arrived");
        using var clerk = await AsAsync(Receiver, Role.Clerk, "G22", "000.00.00.G22");
        await AnswerAsync(clerk, items[0].Id, new AnswerStatus { Code = "03" });
        await AnswerAsync(clerk, items[1].Id, new AnswerStatus { Code = "02", ReasonCode = "SAI_NOI_NHAN", Description = "Gửi nhầm" });
        var paper = new EnterPaper { Agency = "G22", Fields = new RegisterFields { TypeName = "Công văn", OrganName = "Bộ", Subject = "Bản giấy", CodeNumber = "09", CodeNotation = "B-VP" } };
        using var entered = await clerk.PostAsJsonAsync("/api/v1/registers/den/entries", paper, AxisJson.Web.EnterPaper);
        entered.EnsureSuccessStatusCode();
        await Eventually.GetAsync(() => Sender.Store.Read(static s => s.Tracking.List(null, false, null, 500)), static t => t.Count(static r => r.State == "02") == 1 && t.All(static r => r.State != "SENT"), "answers at home");

        // One that never arrived, because it was taken back first; it counts as sent and as nothing else.
        await Receiver.StopAsync();
        var late = await Sender.SendAsync("H37", ["G22"], "V/v đến sau");
        await Eventually.GetAsync(() => Sender.Get<LinkClients>().Circuit(NodeId.Parse(TestNetwork.Central.Id)).Failures, static f => f > 0, "the link is known to be down");
        var early = await Sender.SendAsync("H37", ["G22"], "V/v rút lại");
        await Sender.Get<IRecallDocuments>().TakeBackAsync(Digest.Parse(early.Packet), new RequestRecall { Reason = "Gửi nhầm" }, Sender.Clerk, CancellationToken.None);
        Assert.That(Sender.Tracking(early.Packet).Single().State, Is.EqualTo("WITHDRAWN"));
        await Receiver.StartAsync();
        await Eventually.GetAsync(() => Sender.Tracking(late.Packet).Single().State, static s => s == "01", "the other arrived");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [TestCase("agency")]
    [TestCase("tier")]
    [TestCase("month")]
    public async Task what_was_sent_equals_the_ledger(string by)
    {
        using var auditor = await AsAsync(Sender, Role.Auditor);
        var total = (await ReportAsync(auditor, by)).Total;
        var packets = Sender.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500)).Where(static p => p.Kind == PacketKind.Document).ToList();
        var tracked = Sender.Store.Read(static s => s.Tracking.List(null, false, null, 500));

        Assert.That(
            (total.Sent, total.SentInTime, total.SentElectronicOnly, total.Recipients, total.Arrived, total.ArrivedInTime, total.Refused, total.SignedShare),
            Is.EqualTo((packets.Count, packets.Count(p => p.Facts.PromulgationDate is { } day && !Sender.Get<InboxDuties>().SentLate(day, p.Facts.Priority, p.StoredAt)), packets.Count(static p => !p.Facts.Paper), tracked.Count, tracked.Count(static t => t.State is not ("SENT" or "WITHDRAWN")), tracked.Count - 1, tracked.Count(static t => t.State == "02"), (double?)1)));
    }

    [Test]
    public async Task what_was_received_equals_the_ledger()
    {
        using var auditor = await AsAsync(Receiver, Role.Auditor);
        var total = (await ReportAsync(auditor, "agency")).Total;
        var items = Receiver.Inbox();

        Assert.That(
            (total.Received, total.RegisteredInTime, total.RegisteredInTimeShare, total.Registered, total.RefusedHere, total.PaperIn),
            Is.EqualTo((items.Count, 2, (double?)1, items.Count(static i => i.ArrivalNumber is not null), items.Count(static i => i.State == Axis.Node.Storage.InboxState.Refused), 1)));
    }

    [Test]
    public async Task a_clerk_sees_the_figures_of_the_own_agency_only()
    {
        using var clerk = await AsAsync(Sender, Role.Clerk, "H37.01");
        var report = await ReportAsync(clerk, "agency");

        Assert.That((report.Rows.Select(static r => r.Key), report.Total.Sent), Is.EqualTo((new[] { "H37.01" }, 2)));
    }

    [Test]
    public async Task the_csv_has_a_record_for_every_row_and_the_sum()
    {
        using var auditor = await AsAsync(Sender, Role.Auditor);
        var lines = (await auditor.GetStringAsync("/api/v1/reports/exchange.csv?by=agency")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.That((lines.Length, lines[^1].Split(',')[..3]), Is.EqualTo((4, new[] { "", "Tổng cộng", "8" })));
    }

    [Test]
    public async Task a_kept_report_shows_a_clerk_the_own_agency_only()
    {
        await Sender.Get<IDailyReport>().RunAsync(CancellationToken.None);
        using var clerk = await AsAsync(Sender, Role.Clerk, "H37.01");
        var kept = await clerk.GetFromJsonAsync("/api/v1/reports/kept", ApiJson.Client.IReadOnlyListPeriodReportLine);
        var report = await clerk.GetFromJsonAsync($"/api/v1/reports/kept/{kept![0].Period}", ApiJson.Client.PeriodReport);

        Assert.That((kept.Count, report!.Exchange.Rows.Select(static r => r.Key)), Is.EqualTo((2, new[] { "H37.01" })));
    }

    private static async Task<ExchangeReport> ReportAsync(HttpClient client, string by) => (await client.GetFromJsonAsync($"/api/v1/reports/exchange?by={by}", ApiJson.Client.ExchangeReport))!;

    private static async Task AnswerAsync(HttpClient clerk, Guid item, AnswerStatus answer)
    {
        using var response = await clerk.PostAsJsonAsync($"/api/v1/inbox/{item}/status", answer, AxisJson.Web.AnswerStatus);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpClient> AsAsync(RunningNode node, Role role, params string[] agencies)
    {
        var issued = (Done<IssuedToken>)await node.Get<TokenIssuer>().IssueAsync("thử", role, [.. agencies.Select(OrganId.Parse)], null, "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = node.Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Value.Token);
        return client;
    }
}
