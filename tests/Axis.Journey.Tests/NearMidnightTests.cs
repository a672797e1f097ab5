using System.Globalization;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules;
using Axis.Journey.Tests.Network;
using Axis.Node.Hosting;
using Axis.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests;

/// <summary>What arrives in the last minute of the day is notified in it (RCV-04, URG-03), between two real nodes whose clocks stand at 23:59 in Vietnam.</summary>
public sealed class NearMidnightTests
{
    private readonly SlowClock _clock = new();
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        foreach (var node in _network.Nodes.Values)
        {
            node.Parts = NodeComposition.Parts with
            {
                Services = (services, paths, settings) =>
                {
                    NodeComposition.Parts.Services(services, paths, settings);
                    services.AddSingleton<TimeProvider>(_clock);
                },
            };
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task RCV_04_what_arrives_at_23_59_is_notified_on_the_same_day()
    {
        var (sender, receiver) = (_network[TestNetwork.Province], _network[TestNetwork.Central]);
        _clock.TurnTo(VietnamTime.StartOf(VietnamTime.DateOf(_clock.GetUtcNow()).AddDays(1)).AddMinutes(-1));
        var sent = await sender.SendAsync("H37", ["G22"], "V/v gần nửa đêm");
        var row = await Eventually.GetAsync(() => sender.Tracking(sent.Packet).Single(), static r => r.State == "01", "the notice at home");
        var item = receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(sent.Packet))).Single();
        var notice = sender.Store.Read(s => s.Tracking.Events(row.Id)).Single(static e => e.Code == nameof(ReceiptEvent.ContentConsignment));

        Assert.That(
            new[] { item.ArrivedAt, notice.EventAt, notice.ArrivedAt }.Select(static t => VietnamTime.ToLocal(t).ToString("HH:mm", CultureInfo.InvariantCulture)),
            Is.All.EqualTo("23:59"));
    }

    /// <summary>Runs at a tenth of the pace once it is turned, so that a loaded machine stays within the minute.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private DateTimeOffset _from;
        private DateTimeOffset? _turned;

        public override DateTimeOffset GetUtcNow()
        {
            var now = System.GetUtcNow();
            return _turned is { } turned ? turned + ((now - _from) / 10) : now;
        }

        public void TurnTo(DateTimeOffset time) => (_from, _turned) = (System.GetUtcNow(), time.ToUniversalTime());
    }
}
