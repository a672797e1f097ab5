using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Reconciling;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A parent that tells a district of deliveries that never were, with its own genuine keys; and a neighbour that asks for what is not its own.</summary>
public sealed class LyingTrafficTests
{
    private LyingNeighbour _parent;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    [OneTimeSetUp]
    public void Call() => _parent = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Province, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _parent.Dispose();

    [Test]
    public async Task a_packet_that_another_key_signed_does_not_come_back_as_ours()
    {
        using var stranger = BadInputNetwork.Network.NewKey(KeyUse.Agency, "H37.20");
        var packet = Packets.Document("H37.20", ["G22"], signer: stranger);

        await IsRefusedAsync(packet, OfferOf(packet, "H37.20", ["G22"], ["huyen"]), LinkErrors.OfferWiderThanPacket);
    }

    [Test]
    public async Task a_genuine_packet_of_the_neighbours_own_agency_does_not_come_back_as_given_by_us()
    {
        var packet = Packets.Document("H37.01", ["G22"]);

        await IsRefusedAsync(packet, OfferOf(packet, "H37.01", ["G22"], ["tinh", "huyen"]), LinkErrors.ReceiptNotOwned);
    }

    [Test]
    public async Task a_delivery_for_somebody_who_does_not_lie_behind_the_neighbour_does_not_come_back()
    {
        var packet = Packets.Document("H37.20", [BadInputNetwork.Good]);

        await IsRefusedAsync(packet, OfferOf(packet, "H37.20", [BadInputNetwork.Good], ["huyen"]), LinkErrors.ReceiptNotOwned);
    }

    [Test]
    public async Task a_delivery_without_the_neighbours_own_receipt_does_not_come_back()
    {
        var packet = Packets.Document("H37.20", ["G22"]);
        var offer = OfferOf(packet, "H37.20", ["G22"], ["huyen"]);

        await IsRefusedAsync(packet, offer, LinkErrors.ReceiptNotOwned, static r => r with { Offer = Digest.Of("another offer"u8) });
    }

    [Test]
    public async Task recipients_that_the_packet_does_not_address_do_not_come_back()
    {
        var packet = Packets.Document("H37.20", ["G22"]);

        await IsRefusedAsync(packet, OfferOf(packet, "H37.20", ["G22", "H37.01"], ["huyen"]), LinkErrors.OfferWiderThanPacket);
    }

    [Test]
    public async Task bytes_that_are_not_the_offered_ones_do_not_come_back()
    {
        var (packet, other) = (Packets.Document("H37.20", ["G22"]), Packets.Document("H37.20", ["G22"]));

        await IsRefusedAsync(other, OfferOf(packet, "H37.20", ["G22"], ["huyen"]), LinkErrors.WrongDigest);
    }

    [Test]
    public async Task what_passed_between_two_others_is_told_to_nobody()
    {
        var sent = await District.SendAsync("H37.20", [BadInputNetwork.Good]);
        var delivery = District.Store.Read(s => s.Outbox.ListFor(Digest.Parse(sent.Packet))).Single();
        await Eventually.GetAsync(() => District.Store.Read(s => s.Outbox.Find(delivery.Id))!.State, static s => s == DeliveryState.Acknowledged, "the commune has it");

        var frame = await _parent.SendAsync(HttpMethod.Get, $"axis/1/traffic/Given/{delivery.Id}");
        var content = await _parent.SendAsync(HttpMethod.Get, $"axis/1/traffic/Given/{delivery.Id}/content");
        var page = await _parent.SendAsync(HttpMethod.Get, "axis/1/traffic?since=0");

        Assert.That(
            (frame.Code, content.Code, System.Text.Encoding.UTF8.GetString(page.Body).Contains(delivery.Id.ToString(), StringComparison.Ordinal)),
            Is.EqualTo(("DELIVERY_UNKNOWN", "DELIVERY_UNKNOWN", false)));
    }

    [TestCase("axis/1/traffic?since=-1")]
    [TestCase("axis/1/traffic?since=0&after=1.2")]
    [TestCase("axis/1/traffic?since=0&after=9.1.00000000000000000000000000000000")]
    public async Task a_page_that_cannot_be_is_refused(string path) =>
        Assert.That((await _parent.SendAsync(HttpMethod.Get, path)).Code, Is.EqualTo("FRAME_MALFORMED"));

    [Test]
    public async Task a_packet_larger_than_may_be_received_does_not_come_back_either()
    {
        var packet = Packets.Document("H37.20", ["G22"]);
        var offer = OfferOf(packet, "H37.20", ["G22"], ["huyen"]) with { Size = District.Get<LimitOptions>().MaxPacketBytes + 1 };

        await IsRefusedAsync([], offer, LinkErrors.TooLarge);
    }

    [Test]
    public async Task what_would_fill_the_disk_does_not_come_back()
    {
        var limits = District.Get<LimitOptions>();
        var packet = Packets.Document("H37.20", ["G22"]);
        var (offer, reserve) = (OfferOf(packet, "H37.20", ["G22"], ["huyen"]), limits.FreeSpaceReserveBytes);
        try
        {
            limits.FreeSpaceReserveBytes = long.MaxValue / 2;
            await IsRefusedAsync([], offer, LinkErrors.DiskReserve);
        }
        finally
        {
            limits.FreeSpaceReserveBytes = reserve;
        }
    }

    private static Offer OfferOf(byte[] packet, string from, string[] recipients, string[] via) => new(
        Guid.CreateVersion7(),
        Digest.Of(packet),
        packet.Length,
        PacketKind.Document,
        OrganId.Parse(from),
        0,
        [.. recipients.Select(static r => new DeliveryRecipient(OrganId.Parse(r), OrganId.Parse(r))).OrderBy(static r => r.Addressed)],
        [.. via.Select(NodeId.Parse)],
        new Dictionary<string, long> { ["root"] = 1 });

    private async Task IsRefusedAsync(byte[] packet, Offer offer, LinkError expected, Func<Receipt, Receipt>? change = null)
    {
        var bytes = offer.ToCanonicalBytes();
        var row = new PacketRow(offer.Packet, null, offer.Kind, true, offer.Size, offer.From, "?", TimeProvider.System.GetUtcNow(), true, null, new PacketFacts());
        var receipt = _parent.Seal(
            r => (change ?? (static r => r))(r with
            {
                Event = ReceiptEvent.RelayAcceptance,
                Delivery = offer.Delivery,
                Offer = Digest.Of(bytes),
                HandedOverBy = NodeId.Parse("huyen"),
                Recipients = [.. offer.Recipients.Select(static o => new RecipientOutcome(o.Addressed, o.Delivered, true))],
            }),
            row);
        var neighbour = District.Get<LiveDirectory>().FindNeighbour(NodeId.Parse("tinh"))!;

        var refusal = await Assert.ThrowsAsync<LinkException>(() => District.Get<TakeBack>().RunAsync(
            neighbour,
            new TrafficEntry(TrafficDirection.Taken, offer.Delivery, offer.Packet.ToString(), []),
            new DeliveryFrame(bytes, [receipt], packet),
            static _ => throw new AssertionException("no content is asked for"),
            CancellationToken.None));
        Assert.That(
            (refusal!.Error.Code, District.Store.Read(s => s.Packets.Exists(offer.Packet)), District.Store.Read(s => s.Outbox.Find(offer.Delivery))),
            Is.EqualTo((expected.Code, false, (Delivery?)null)));
    }
}
