using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Events;
using Axis.Node.Outgoing;
using Axis.Signing.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Journey.Tests.Events;

/// <summary>Two real nodes tell one receiver what happens.</summary>
public sealed class HookTests
{
    private const string Secret = "7b1d0a6be5d1937788aa5c3e21b0d94f";

    private readonly ConcurrentQueue<(byte[] Body, string Timestamp, string Signature)> _calls = new();
    private TestNetwork _network = null!;
    private WebApplication _receiver = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.Run(TakeAsync);
        await _receiver.StartAsync();

        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        foreach (var node in _network.Nodes.Values)
        {
            PrivateFile.Create(Path.Combine(node.Folder, "keys", "hook.secret"), Encoding.UTF8.GetBytes(Secret));
            var file = Path.Combine(node.Folder, "appsettings.json");
            var text = await File.ReadAllTextAsync(file);
            var hook = $$"""{ "Events": { "Webhooks": [ { "Name": "qlvb", "Address": "{{_receiver.Urls.First()}}/axis", "SecretFile": "keys/hook.secret" } ] },""";
            await File.WriteAllTextAsync(file, hook + text.TrimStart()[1..]);
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task software_is_told_of_a_document_received_and_the_sender_of_its_states_in_order()
    {
        var sent = await _network[TestNetwork.Province].SendAsync("H37", ["G22"]);
        var central = _network[TestNetwork.Central];
        var received = (await Eventually.GetAsync(() => Told(sent.Packet, "document.received"), static e => e.Count == 1, "received"))[0];
        var answer = await central.Get<IStatusAnswers>().AnswerAsync(received.GetProperty("inboxItem").GetGuid(), new AnswerStatus { Code = "03" }, central.Clerk, CancellationToken.None);

        Assert.That(answer, Is.InstanceOf<Done<AnswerResult>>());
        var states = await Eventually.GetAsync(() => Told(sent.Packet, "document.status"), static e => e.Count == 2, "states");
        Assert.That(
            states.Select(static e => (e.GetProperty("agency").GetString(), e.GetProperty("before").GetString(), e.GetProperty("state").GetString())),
            Is.EqualTo(new[] { ("H37", "SENT", "01"), ("H37", "01", "03") }));
    }

    [Test]
    public async Task every_call_is_signed_with_the_shared_secret()
    {
        var sent = await _network[TestNetwork.Province].SendAsync("H37", ["G22"], "V/v chữ ký của sự kiện");
        await Eventually.GetAsync(() => Told(sent.Packet, "document.received"), static e => e.Count == 1, "received");

        Assert.That(
            _calls.Where(static c => c.Signature != "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(c.Timestamp + "." + Encoding.UTF8.GetString(c.Body))))),
            Is.Empty);
    }

    private List<JsonElement> Told(string packet, string type) =>
        [.. _calls.Select(static c => JsonDocument.Parse(c.Body).RootElement).Where(e => e.GetProperty("type").GetString() == type && e.GetProperty("packet").GetString() == packet)];

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _calls.Enqueue((body.ToArray(), context.Request.Headers[WebhookHeaders.Timestamp].ToString(), context.Request.Headers[WebhookHeaders.Signature].ToString()));
        context.Response.StatusCode = 204;
    }
}
