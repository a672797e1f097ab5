using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Keys;
using Axis.Node.Links;
using Axis.Node.Reconciling;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>Answers of a neighbour that never end, or end too soon.</summary>
public sealed class LinkAnswerTests
{
    private TestNetwork _network = null!;
    private FakeParent _parent = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _parent = await FakeParent.StartAsync(_network, TestNetwork.Central);
        await _network[TestNetwork.Province].StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _parent.DisposeAsync();
    }

    private LinkClient Client => _network[TestNetwork.Province].Get<LinkClients>().For(NodeId.Parse(TestNetwork.Central.Id));

    [Test]
    public void an_answer_longer_than_it_may_be_is_cut_off()
    {
        _parent.Other = static async context =>
        {
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        };

        Assert.That(() => Client.PingAsync(CancellationToken.None), Throws.TypeOf<LinkAnswerException>());
    }

    [Test]
    public void an_answer_that_breaks_off_is_no_answer()
    {
        _parent.Other = static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        Assert.That(() => Client.PingAsync(CancellationToken.None), Throws.TypeOf<LinkAnswerException>());
    }

    [Test]
    public void a_refusal_longer_than_it_may_be_is_a_refusal_without_a_reason()
    {
        _parent.Other = static async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.Body.WriteAsync(new byte[LinkProblem.MaxBytes + 1]);
        };

        Assert.That(() => Client.PingAsync(CancellationToken.None), Throws.TypeOf<LinkAnswerException>());
    }

    [Test]
    public async Task an_answer_that_is_begun_and_never_ended_is_given_up()
    {
        _parent.Other = static async context =>
        {
            await context.Response.Body.WriteAsync("{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var neighbour = _network[TestNetwork.Province].Get<LiveDirectory>().FindNeighbour(NodeId.Parse(TestNetwork.Central.Id))!;
        using var client = new LinkClient(
            neighbour, _network[TestNetwork.Province].Get<KeyRing>().Tls, _network[TestNetwork.Province].Get<LinkPins>(), TimeSpan.FromSeconds(1), 32 * 1024, TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var given = await Assert.ThrowsAsync<LinkUnreachableException>(() => client.AnswerHeadAsync(new HeadAnswer(HeadOutcomes.Cosigned, null, null), patience.Token));

        Assert.That(given!.Code, Is.EqualTo("TIMEOUT"));
    }

    [TestCase("{}")]
    [TestCase("{\"entries\":null}")]
    [TestCase("{\"entries\":[null]}")]
    [TestCase("{\"entries\":[{\"direction\":\"Taken\",\"delivery\":\"0198f0c2-0000-7000-8000-000000000000\",\"packet\":\"x\"}]}")]
    public void traffic_told_with_holes_is_no_answer(string page)
    {
        _parent.Traffic = page;

        Assert.That(
            () => _network[TestNetwork.Province].Get<ReconcileLink>().RunAsync(NodeId.Parse(TestNetwork.Central.Id), DateTimeOffset.UnixEpoch, CancellationToken.None),
            Throws.TypeOf<LinkAnswerException>());
    }
}
