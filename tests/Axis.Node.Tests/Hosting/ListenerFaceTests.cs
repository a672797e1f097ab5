using Axis.Node.Hosting;
using Axis.Node.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Axis.Node.Tests.Hosting;

/// <summary>The link listener, here without TLS, whose rules are tested with the link itself.</summary>
internal sealed class ListenerFaceTests
{
    private string _folder = "";
    private WebApplication _app = null!;
    private HttpClient _link = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = RunningApi.MakeFolder();
        var parts = RunningApi.Parts(new RecordingJourney(), new FolderPacketFiles(_folder)) with
        {
            LinkListener = static listen => listen.Protocols = HttpProtocols.Http1,
            LinkRoutes = static routes => routes.MapGet("/axis/1/ping", static () => "pong"),
        };
        _app = NodeHost.Build(_folder, ["--Listen:Link=https://[::]:0"], parts);
        await _app.StartAsync();
        var port = NodeHost.Addresses(_app).Select(static a => new Uri(a)).Single(static a => !a.IsLoopback).Port;
        _link = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _link.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task the_link_listener_takes_both_address_families()
    {
        using var client = new HttpClient();

        var text = await client.GetStringAsync($"http://[::1]:{_link.BaseAddress!.Port}/axis/1/ping");

        Assert.That(text, Is.EqualTo("pong"));
    }

    [Test]
    public async Task calls_of_neighbours_are_on_the_link_listener() =>
        Assert.That(await _link.GetStringAsync("/axis/1/ping"), Is.EqualTo("pong"));

    [TestCase("/api/v1/status")]
    [TestCase("/health/live")]
    [TestCase("/metrics")]
    [TestCase("/openapi/v1.json")]
    public async Task nothing_of_the_api_is_on_the_link_listener(string path)
    {
        using var response = await _link.GetAsync(path);

        Assert.That((int)response.StatusCode, Is.EqualTo(404));
    }
}
