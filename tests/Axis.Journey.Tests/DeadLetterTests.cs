using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Reconciling;
using Axis.Node.Schedules;
using Axis.Node.Storage;

namespace Axis.Journey.Tests;

public sealed class DeadLetterTests
{
    [Test]
    public async Task an_unreachable_neighbour_spends_no_attempts_and_gets_everything_when_it_returns()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var province = network[TestNetwork.Province];

        // A node that has not yet compared with its neighbour sends nothing to it, and so finds nothing out either.
        await Eventually.GetAsync(() => province.Get<LinkGate>().IsOpen(NodeId.Parse("trung-uong")), static o => o, "the link is open");
        await network[TestNetwork.Central].StopAsync();

        var answer = await province.SendAsync("H37", ["G22"]);

        var row = await Eventually.GetAsync(() => Delivery(province, answer), static d => d.ReasonCode == "UNREACHABLE", "tried in vain");
        await Task.Delay(3000);
        row = Delivery(province, answer);
        Assert.That(row.State, Is.EqualTo(DeliveryState.Waiting));
        Assert.That(row.AnsweredFailures, Is.Zero);
        var link = province.Store.Read(static s => s.Links.List()).Single();
        Assert.That(link.LastErrorCode, Is.EqualTo("UNREACHABLE"));

        await network[TestNetwork.Central].StartAsync();
        await Eventually.GetAsync(() => province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned after the return");
    }

    [Test]
    public async Task answered_failures_park_a_delivery_with_its_payload_and_a_replay_keeps_its_identity()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var province = network[TestNetwork.Province];
        var central = network[TestNetwork.Central];

        // The central node's limit is below the packet: an answered, final refusal of the call.
        await central.RestartWithLimitsAsync("\"MaxPacketBytes\": 2000, \"MaxPartialBytesPerNeighbour\": 4000, ");
        var answer = await province.SendAsync("H37", ["G22"]);
        var dead = await Eventually.GetAsync(() => Delivery(province, answer), static d => d.State == DeliveryState.Dead, "parked", 60);
        Assert.That(dead.ReasonCode, Is.EqualTo("PACKET_TOO_LARGE"));
        Assert.That(dead.AnsweredFailures, Is.EqualTo(5));
        var told = province.Tracking(answer.Packet)[0];
        Assert.That(told.State, Is.EqualTo("FAILED"), "the sender's clerk learns it at once");

        var oper = new Actor("op", Role.Operator, []);
        var dry = ((Done<ReplayResult>)await province.Get<IQueue>().ReplayAsync(new ReplayRequest { ReasonCode = "PACKET_TOO_LARGE", DryRun = true }, oper, CancellationToken.None)).Value;
        Assert.That(dry.Deliveries.Select(static d => d.Id), Is.EqualTo(new[] { dead.Id }));
        Assert.That(Delivery(province, answer).State, Is.EqualTo(DeliveryState.Dead), "a dry run changes nothing");

        await central.RestartWithLimitsAsync("");
        await province.Get<IQueue>().ReplayAsync(new ReplayRequest { ReasonCode = "PACKET_TOO_LARGE" }, oper, CancellationToken.None);

        await Eventually.GetAsync(() => province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned by the replay");
        Assert.That(central.Store.Read(s => s.Arrivals.ListFor(Digest.Parse(answer.Packet))).Single().Delivery, Is.EqualTo(dead.Id));
    }

    [Test]
    public async Task a_late_delivery_is_warned_of_then_stated_as_failed_and_yields_to_a_later_consignment()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var province = network[TestNetwork.Province];
        await network[TestNetwork.Central].StopAsync();
        var answer = await province.SendAsync("H37", ["G22"]);
        var late = Delivery(province, answer);

        var stated = await province.Get<IDeliveryFailures>().StateAsync([late], TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var again = await province.Get<IDeliveryFailures>().StateAsync([late], TimeProvider.System.GetUtcNow(), CancellationToken.None);

        Assert.That((stated, again), Is.EqualTo((1, 0)));
        Assert.That(province.Tracking(answer.Packet)[0].State, Is.EqualTo("FAILED"));
        await network[TestNetwork.Central].StartAsync();
        await Eventually.GetAsync(() => province.Tracking(answer.Packet), static r => r[0].State == "01", "the later consignment counts");
    }

    private static Delivery Delivery(RunningNode node, SubmitAnswer answer) => node.Store.Read(s => s.Outbox.ListFor(Digest.Parse(answer.Packet))).Single();
}
