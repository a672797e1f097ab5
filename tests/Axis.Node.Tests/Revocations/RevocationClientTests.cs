using Axis.Node.Options;
using Axis.Node.Revocations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Tests.Revocations;

/// <summary>A server that may do anything, and a client that bears with none of it for long.</summary>
internal sealed class RevocationClientTests
{
    private WebApplication _server;
    private RevocationClient _client;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/good", static () => Results.Bytes("danh sách"u8.ToArray()));
        _server.MapGet("/large", static () => Results.Bytes(new byte[3000]));
        _server.MapGet("/endless", static async (HttpContext context) =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await context.Response.Body.WriteAsync(new byte[1000], context.RequestAborted);
            }
        });
        _server.MapGet("/silent", static async (HttpContext context) => await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted));
        _server.MapGet("/moved", static () => Results.Redirect("/good"));
        _server.MapGet("/round", static () => Results.Redirect("/round"));
        _server.MapGet("/nowhere", static (HttpResponse response) =>
        {
            response.StatusCode = 302;
            response.Headers.Location = "//[";
        });
        _server.MapGet("/elsewhere", static () => Results.Redirect("http://localhost:1/good"));
        _server.MapPost("/", static (HttpRequest request) => Results.Text(request.ContentType));
        await _server.StartAsync();
        _client = new RevocationClient(new RevocationOptions { TimeoutSeconds = 1, MaxListBytes = 2000 }, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private Task<byte[]> GetAsync(string path) => _client.ListAsync(new Uri(new Uri(_server.Urls.First()), path), CancellationToken.None);

    [TestCase("/good")]
    [TestCase("/moved")]
    public async Task an_answer_comes_also_after_a_redirect_within_the_host(string path) => Assert.That(await GetAsync(path), Is.EqualTo("danh sách"u8.ToArray()));

    [TestCase("/large", "lớn hơn 2000 byte")]
    [TestCase("/endless", "lớn hơn 2000 byte")]
    [TestCase("/silent", "quá 1 giây")]
    [TestCase("/round", "chuyển hướng quá nhiều")]
    [TestCase("/elsewhere", "chuyển hướng sang nơi khác")]
    [TestCase("/nowhere", "chuyển hướng sang nơi khác")]
    [TestCase("/nothing", "trả lời 404")]
    public void a_bad_server_costs_little_and_is_named(string path, string reason) =>
        Assert.That(async () => await GetAsync(path), Throws.TypeOf<RevocationUnavailableException>().With.Message.Contains(reason));

    [Test]
    public void a_server_that_is_not_there_is_no_surprise() =>
        Assert.That(async () => await _client.ListAsync(new Uri("http://127.0.0.1:1/x"), CancellationToken.None), Throws.TypeOf<RevocationUnavailableException>());

    [Test]
    public async Task a_request_bears_its_media_type() =>
        Assert.That(await _client.AskAsync(new Uri(_server.Urls.First()), [1], CancellationToken.None), Is.EqualTo("application/ocsp-request"u8.ToArray()));
}
