using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Schedules;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>What a node on the way could not hand on is told to the sender's clerk two hops away, and is no longer true once the document arrives.</summary>
public sealed class RelayFailureTests
{
    private TestNetwork _network = null!;

    [SetUp]
    public async Task StartAsync() =>
        _network = await TestNetwork.StartAsync(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province, TestNetwork.District, TestNetwork.Commune);

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    private RunningNode Central => _network[TestNetwork.Central];

    private RunningNode Province => _network[TestNetwork.Province];

    private RunningNode Commune => _network[TestNetwork.Commune];

    [Test]
    public async Task a_relays_failure_travels_home_and_yields_to_a_later_consignment()
    {
        await Central.RestartWithLimitsAsync("\"MaxPacketBytes\": 2000, \"MaxPartialBytesPerNeighbour\": 4000, ");
        var answer = await Commune.SendAsync("H37.20.61", ["G22"]);

        var told = (await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "FAILED", "the sender is told", 60))[0];
        Assert.That((told.ReasonCode, FailureOf(answer).Issuer.Value, FailureOf(answer).Event), Is.EqualTo(("PACKET_TOO_LARGE", "tinh", ReceiptEvent.RelayFailure)));

        await Central.RestartWithLimitsAsync("");
        await Province.Get<IQueue>().ReplayAsync(new ReplayRequest { ReasonCode = "PACKET_TOO_LARGE" }, new Actor("op", Role.Operator, []), CancellationToken.None);
        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0] is { State: "01", ReasonCode: null }, "the later consignment counts");
    }

    [Test]
    public async Task a_relays_missed_deadline_travels_home_and_yields_to_a_later_consignment()
    {
        await Central.StopAsync();
        var answer = await Commune.SendAsync("H37.20.61", ["G22"]);
        var late = await Eventually.GetAsync(() => Province.Store.Read(s => s.Outbox.ListFor(Digest.Parse(answer.Packet))), static d => d.Count == 1, "the province has it");

        await Province.Get<IDeliveryFailures>().StateAsync(late, TimeProvider.System.GetUtcNow(), CancellationToken.None);

        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "FAILED", "the sender is told");
        Assert.That((FailureOf(answer).Issuer.Value, FailureOf(answer).Event), Is.EqualTo(("tinh", ReceiptEvent.ContentConsignmentFailure)));

        await Central.StartAsync();
        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0] is { State: "01", ReasonCode: null }, "the later consignment counts");
    }

    private Receipt FailureOf(SubmitAnswer answer) => Commune.Store.Read(s => s.Receipts.ListFor(Digest.Parse(answer.Packet)))
        .Select(static r => ReceiptXml.Read(r.Bytes.Span))
        .Single(static r => r.Event is ReceiptEvent.RelayFailure or ReceiptEvent.ContentConsignmentFailure);
}
