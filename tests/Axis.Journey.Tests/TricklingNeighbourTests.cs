using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Keys;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Reconciling;
using Axis.Node.Returning;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Journey.Tests;

/// <summary>A neighbour that uses up the time, or the journal, of a comparison; another one waits for its turn.</summary>
public sealed class TricklingNeighbourTests
{
    private readonly DeliveryOptions _options = new() { LongPollSeconds = 1, IdleTimeoutSeconds = 1, SlowestBytesPerSecond = 1024, CompareLines = 3 };
    private TestNetwork _network = null!;
    private FakeParent _central = null!;
    private FakeParent _district = null!;
    private LinkClients _clients = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        _central = await FakeParent.StartAsync(_network, TestNetwork.Central);
        _district = await FakeParent.StartAsync(_network, TestNetwork.District);
        await Province.StartAsync();
        foreach (var id in new[] { TestNetwork.Central.Id, TestNetwork.District.Id })
        {
            await Eventually.GetAsync(() => Province.Get<LinkGate>().IsOpen(NodeId.Parse(id)), static open => open, "compared with at the start");
        }

        _clients = new LinkClients(Province.Get<LiveDirectory>(), () => Province.Get<KeyRing>().Tls, Province.Get<LinkPins>(), _options, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _clients.Dispose();
        await _network.DisposeAsync();
        await _central.DisposeAsync();
        await _district.DisposeAsync();
    }

    [Test]
    public async Task content_that_trickles_does_not_keep_the_next_neighbour_from_its_turn()
    {
        var offer = new Offer(
            Guid.CreateVersion7(),
            Digest.Of("a packet"u8),
            1 << 20,
            PacketKind.Document,
            OrganId.Parse("G22"),
            0,
            [new DeliveryRecipient(OrganId.Parse("H37"), OrganId.Parse("H37"))],
            [NodeId.Parse(TestNetwork.Central.Id)],
            new Dictionary<string, long> { ["root"] = 1 });
        _central.Traffic = Page(new TrafficEntry(TrafficDirection.Given, offer.Delivery, offer.Packet.ToString(), []));
        _central.Other = context => context.Request.Path.Value!.EndsWith("/content", StringComparison.Ordinal)
            ? TrickleAsync(context, 1)
            : context.Response.Body.WriteAsync(new DeliveryFrame(offer.ToCanonicalBytes(), [], ReadOnlyMemory<byte>.Empty).Write()).AsTask();
        var before = _district.Calls["/axis/1/traffic"];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await new Reconcile(Province.Get<LiveDirectory>(), Province.Get<LinkGate>(), _clients, NewLink(), TimeProvider.System, NullLogger<Reconcile>.Instance).RunAsync(patience.Token);

        Assert.That((_district.Calls["/axis/1/traffic"] - before, JournalOf("link-compare-cut")[0].To), Is.EqualTo((1, "TIMEOUT")));
    }

    [Test]
    public async Task a_neighbour_with_much_to_tell_and_slow_answers_is_left_when_its_time_is_used_up()
    {
        _central.Traffic = Page([.. Enumerable.Range(0, 100).Select(static _ => NewEntry())]);
        _central.Other = static async context =>
        {
            await Task.Delay(200, context.RequestAborted);
            await context.Response.Body.WriteAsync(new DeliveryFrame("{}"u8.ToArray(), [], ReadOnlyMemory<byte>.Empty).Write());
        };

        var report = await NewLink(new DeliveryOptions { CompareSeconds = 1 }).RunAsync(NodeId.Parse(TestNetwork.Central.Id), DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.That((report.OutOfTime, report.Looked is > 0 and < 100, JournalOf("link-compare-cut")[0].To), Is.EqualTo((true, true, "COMPARE_TIME")));
    }

    [Test]
    public async Task deliveries_that_never_come_back_get_a_few_lines_and_a_count()
    {
        _central.Traffic = Page([.. Enumerable.Range(0, 10).Select(static _ => NewEntry())]);
        _central.Other = static context => context.Response.Body.WriteAsync(new DeliveryFrame("{}"u8.ToArray(), [], ReadOnlyMemory<byte>.Empty).Write()).AsTask();
        var before = JournalOf("delivery-not-taken-back").Count;

        await NewLink().RunAsync(NodeId.Parse(TestNetwork.Central.Id), DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.That((JournalOf("delivery-not-taken-back").Count - before, JournalOf("deliveries-not-taken-back")[0].To), Is.EqualTo((3, "7")));
    }

    [Test]
    public async Task content_at_the_pace_of_a_slow_line_may_take_longer_than_the_patience()
    {
        _central.Other = static context => TrickleAsync(context, 512);

        await using var content = await _clients.For(NodeId.Parse(TestNetwork.Central.Id)).FetchAsync(Guid.CreateVersion7(), 0, CancellationToken.None);
        var received = 0;
        var buffer = new byte[4096];
        while (received < 512 * 30)
        {
            received += await content.ReadAsync(buffer);
        }

        Assert.That(received, Is.GreaterThanOrEqualTo(512 * 30));
    }

    private static TrafficEntry NewEntry() => new(TrafficDirection.Given, Guid.CreateVersion7(), new string('0', 64), []);

    private static string Page(params TrafficEntry[] entries) => JsonSerializer.Serialize(new TrafficPage(entries, null), JsonSerializerOptions.Web);

    // Ten pieces a second, for as long as somebody listens.
    private static async Task TrickleAsync(HttpContext context, int bytes)
    {
        var piece = new byte[bytes];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(100, context.RequestAborted);
        }
    }

    // Newest first.
    private List<JournalEntry> JournalOf(string kind) => [.. Province.Store.Read(static s => s.Journal.List(null, 1000, null)).Select(static l => l.Entry).Where(e => e.Kind == kind)];

    private ReconcileLink NewLink(DeliveryOptions? options = null) => new(
        Province.Store,
        Province.Get<LiveDirectory>(),
        _clients,
        Province.Get<ReceiveDelivery>(),
        Province.Get<ReturnReceipts>(),
        Province.Get<VerifyReceipt>(),
        Province.Get<TakeBack>(),
        Province.Get<NodeEpoch>(),
        options ?? _options,
        TimeProvider.System,
        NullLogger<ReconcileLink>.Instance);
}
