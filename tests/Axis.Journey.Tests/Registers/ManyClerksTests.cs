using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;

namespace Axis.Journey.Tests.Registers;

/// <summary>The incoming register of a real node with many clerks at once, over its real API (RCV-08, REG-02, REG-03).</summary>
public sealed class ManyClerksTests
{
    private const int Electronic = 30;
    private const int Paper = 20;
    private TestNetwork _network = null!;

    private RunningNode Central => _network[TestNetwork.Central];

    [SetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task fifty_clerks_at_once_get_numbers_without_gap_or_repeat()
    {
        for (var i = 0; i < Electronic; i++)
        {
            await _network[TestNetwork.Province].SendAsync("H37", ["G22"], $"V/v việc thứ {i}");
        }

        var items = await Eventually.GetAsync(Central.Inbox, static i => i.Count == Electronic, "all in the inbox");
        var clerks = new List<HttpClient>();
        for (var i = 0; i < Electronic + Paper; i++)
        {
            clerks.Add(await ClerkAsync());
        }

        var numbers = await Task.WhenAll(clerks.Select((clerk, i) => i < Electronic ? AcceptAsync(clerk, items[i].Id) : EnterAsync(clerk, i)));
        clerks.ForEach(static c => c.Dispose());

        Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(1, Electronic + Paper).Select(static n => (long)n)));
    }

    [Test]
    public async Task who_handles_a_document_and_what_answers_it_stand_in_the_follow_up_register()
    {
        var sent = await _network[TestNetwork.Province].SendAsync("H37", ["G22"], "V/v đề nghị trả lời");
        var item = (await Eventually.GetAsync(Central.Inbox, i => i.Any(x => x.Packet.ToString() == sent.Packet), "in the inbox")).Single(i => i.Packet.ToString() == sent.Packet);
        using var clerk = await ClerkAsync();
        var number = await AcceptAsync(clerk, item.Id);
        using var assigned = await clerk.PostAsJsonAsync($"/api/v1/inbox/{item.Id}/status", new AnswerStatus { Code = "04", Staff = new StaffFields("Lê Thị Bình", Department: "Vụ Tổng hợp") }, AxisJson.Web.AnswerStatus);
        Assert.That(assigned.IsSuccessStatusCode, Is.True);
        var answer = await SubmitAsync(RunningNode.Fields("G22", ["H37"], "Trả lời đề nghị") with { Replies = [new ReferenceFields("H37", sent.Code, sent.DocumentId)] });

        var page = await clerk.GetFromJsonAsync($"/api/v1/registers/theo-doi/lines?agency=G22&after={number - 1}", ApiJson.Client.PageRegisterLineView);

        var cells = page!.Items.Single().Cells;
        Assert.That((cells[0], cells[2], cells[4], cells[5]), Is.EqualTo((DocumentCode.FormatNumber(number), "Vụ Tổng hợp, Lê Thị Bình", "Phân công", answer.Code)));
    }

    private async Task<SubmitAnswer> SubmitAsync(SubmitDocument fields)
    {
        var bytes = "%PDF-1.7 trả lời"u8.ToArray();
        var path = Path.Combine(Central.Folder, "answer-upload");
        await File.WriteAllBytesAsync(path, bytes);
        var outcome = await Central.Get<Node.Outgoing.ISubmission>().SubmitAsync(fields, [new Node.Outgoing.StagedFile("Trả lời.pdf", "application/pdf", null, path, bytes.Length, Core.Packets.Digest.Of(bytes))], Central.Clerk, null, CancellationToken.None);
        return outcome is Done<SubmitAnswer> done ? done.Value : throw new AssertionException(outcome.ToString());
    }

    private async Task<HttpClient> ClerkAsync()
    {
        var issued = (Done<IssuedToken>)await Central.Get<TokenIssuer>().IssueAsync("văn thư", Role.Clerk, [OrganId.Parse("G22")], null, "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = Central.Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Value.Token);
        return client;
    }

    private static async Task<long> AcceptAsync(HttpClient clerk, Guid item)
    {
        using var response = await clerk.PostAsJsonAsync($"/api/v1/inbox/{item}/status", new AnswerStatus { Code = "03" }, AxisJson.Web.AnswerStatus);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Client.AnswerResult))!.ArrivalNumber!.Value;
    }

    private static async Task<long> EnterAsync(HttpClient clerk, int i)
    {
        var fields = new RegisterFields { CodeNumber = $"{i}", CodeNotation = "BC-UBND", TypeName = "Báo cáo", OrganName = "UBND xã", Subject = "Báo cáo giấy" };
        using var response = await clerk.PostAsJsonAsync("/api/v1/registers/den/entries", new EnterPaper { Agency = "G22", Fields = fields }, AxisJson.Web.EnterPaper);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Client.EnteredLine))!.Number;
    }
}
