using System.Net;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Tests.Api;

namespace Axis.Node.Tests.Hosting;

[NonParallelizable]
internal sealed class NodeHostTests
{
    [Test]
    public async Task a_wrong_setting_ends_with_code_2_and_one_sentence()
    {
        var folder = RunningApi.MakeFolder("""{ "MaxFiles": 0 }""");
        var error = System.Console.Error;
        using var caught = new StringWriter();
        System.Console.SetError(caught);
        int code;
        try
        {
            code = await NodeHost.RunAsync(folder, [], RunningApi.Parts(new RecordingJourney(), new FolderPacketFiles(folder)), CancellationToken.None);
        }
        finally
        {
            System.Console.SetError(error);
            Directory.Delete(folder, recursive: true);
        }

        Assert.That((code, caught.ToString().Split(Environment.NewLine)[0]), Is.EqualTo((2, "Lỗi [SETTINGS]: Limits:MaxFiles phải nằm trong khoảng 1 đến 10000, không phải 0.")));
    }

    [Test]
    public async Task a_second_process_on_the_same_folder_is_refused()
    {
        await using var first = await RunningApi.StartAsync();

        Assert.Throws<NodeStartException>(() => NodeHost.Build(first.Folder, [], RunningApi.Parts(new RecordingJourney(), first.Files)));
    }

    [Test]
    public void an_unknown_section_stops_the_start()
    {
        var folder = RunningApi.MakeFolder();

        var error = Assert.Throws<SettingsException>(() => NodeHost.Build(folder, ["--Limit:MaxFiles=3"], RunningApi.Parts(new RecordingJourney(), new FolderPacketFiles(folder))));

        Assert.That(error.Message, Does.StartWith("Limit "));
    }

    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    public async Task the_api_answers_on_both_families(string host)
    {
        await using var api = await RunningApi.StartAsync();
        using var client = new HttpClient();

        var text = await client.GetStringAsync(api.Addresses.First(a => a.Contains(host, StringComparison.Ordinal)) + "/health/live");

        Assert.That(text, Is.EqualTo("live\n"));
    }

    [Test]
    public async Task a_node_without_its_schedules_is_not_ready()
    {
        await using var api = await RunningApi.StartAsync();

        using var response = await api.Http.GetAsync("/health/ready");

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "store: ok\ndisk: ok\nschedules: failing\n")));
    }

    [Test]
    public async Task metrics_hold_figures_and_no_agency()
    {
        await using var api = await RunningApi.StartAsync();

        var text = await api.Http.GetStringAsync("/metrics");

        Assert.That((text.Contains("axis_store_writable 1\n", StringComparison.Ordinal), text.Contains("H37", StringComparison.Ordinal)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task the_description_of_the_api_names_every_address()
    {
        await using var api = await RunningApi.StartAsync();

        var text = await api.Http.GetStringAsync("/openapi/v1.json");

        Assert.That(
            new[] { "/api/v1/documents", "/api/v1/inbox/{id}/status", "/api/v1/dead-letters/replay", "/api/v1/journal/verify" }.Where(p => !text.Contains($"\"{p}\"", StringComparison.Ordinal)),
            Is.Empty);
    }
}
