using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>Documents go through the linked systems; only an agency that is not connected excuses paper, and that is reported (SND-01).</summary>
public sealed class ConnectionTests
{
    private const string Apart = "H37.01";
    private TestNetwork _network = null!;
    private HttpClient _clerk = null!;

    private RunningNode Node => _network[TestNetwork.Central];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _network.Describe = static agency => agency.Code.Value == Apart ? agency with { Host = NodeId.Parse("tinh-chua-co-nut") } : agency;
        _network.WriteDirectory();
        await Node.StartAsync();
        _clerk = await Node.ClientAsync(Role.Clerk, "G22");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _clerk.Dispose();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task SND_01_who_is_not_connected_is_sent_paper_and_the_clerk_is_told_so() =>
        Assert.That((await Node.TrySendAsync("G22", [Apart]) as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("NOT_CONNECTED"));

    [Test]
    public async Task SND_01_paper_to_whom_is_connected_is_warned_of_and_reported()
    {
        var excused = await EnterAsync(Apart);
        var unexcused = await EnterAsync("H37");
        var report = await _clerk.GetFromJsonAsync("/api/v1/reports/exchange", ApiJson.Client.ExchangeReport);

        Assert.That(
            (excused.Warnings.Count, unexcused.Warnings.Single().Code, report!.Total.PaperOut, report.Total.PaperOutConnected),
            Is.EqualTo((0, "SND-01", 2, 1)));
    }

    private async Task<EnteredLine> EnterAsync(string to)
    {
        var paper = new EnterPaper { Agency = "G22", To = [to], Fields = new RegisterFields { TypeName = "Công văn", CodeNotation = "VPCP-TH", Subject = "Bản giấy" } };
        using var response = await _clerk.PostAsJsonAsync("/api/v1/registers/di/entries", paper, AxisJson.Web.EnterPaper);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Client.EnteredLine))!;
    }
}
