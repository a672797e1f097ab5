using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests;

/// <summary>URG-10: a test of a link compares the clocks of two real nodes.</summary>
public sealed class LinkClockTests
{
    private readonly AheadClock _clock = new();
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _network[TestNetwork.Province].Parts = NodeComposition.Parts with
        {
            Services = (services, paths, settings) =>
            {
                NodeComposition.Parts.Services(services, paths, settings);
                services.AddSingleton<TimeProvider>(_clock);
            },
        };
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [TestCase(0, "passed")]
    [TestCase(4, "failed")]
    [TestCase(-4, "failed")]
    public async Task URG_10_clocks_that_differ_by_more_than_two_seconds_fail_the_test_of_the_link(int ahead, string result)
    {
        _clock.Ahead = TimeSpan.FromSeconds(ahead);

        var tested = await _network[TestNetwork.Province].Get<ILinkTester>().TestAsync(Core.Agencies.NodeId.Parse(TestNetwork.Central.Id), CancellationToken.None) as Done<LinkTestResult>;

        Assert.That((tested?.Value.Steps.Single(static s => s.Name == "clock").Outcome, tested?.Value.Ok), Is.EqualTo((result, result == "passed")));
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
