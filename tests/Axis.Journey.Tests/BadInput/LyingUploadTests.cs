using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Large packets come in pieces; a neighbour that lies about them spoils nothing but its own upload.</summary>
public sealed class LyingUploadTests
{
    private const int Large = 100_000;
    private LyingNeighbour _child = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    [OneTimeSetUp]
    public void Connect() => _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _child.Dispose();

    [Test]
    public async Task a_poisoned_upload_is_deleted_and_the_right_bytes_are_taken_afterwards()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        var poisoned = (byte[])packet.Clone();
        poisoned[Large / 2] ^= 1;

        Assert.That((await _child.OfferAsync(offer)).Offset, Is.Zero);
        Assert.That((await _child.ContentAsync(offer.Delivery, poisoned)).Code, Is.EqualTo("CONTENT_DIGEST_MISMATCH"));
        Assert.That((await _child.ContentAsync(offer.Delivery, packet)).Code, Is.EqualTo("DELIVERY_UNKNOWN"), "the partial is gone");
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "partial-dropped").Select(static e => e.Delivery), Does.Contain(offer.Delivery));

        Assert.That((await _child.OfferAsync(offer)).Offset, Is.Zero);
        Assert.That((await _child.ContentAsync(offer.Delivery, packet)).Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }

    [Test]
    public async Task more_bytes_than_offered_are_refused()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await _child.OfferAsync(offer);

        var answer = await _child.ContentAsync(offer.Delivery, [.. packet, 1]);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((422, "CONTENT_DIGEST_MISMATCH")));
        Assert.That(District.Store.Read(s => s.Arrivals.FindPartial(_child.Id, offer.Delivery)), Is.Null);
    }

    [Test]
    public async Task a_wrong_offset_is_answered_with_the_stored_one()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await _child.OfferAsync(offer);
        Assert.That((await _child.ContentAsync(offer.Delivery, packet[..40_000])).Offset, Is.EqualTo(40_000));

        var answer = await _child.ContentAsync(offer.Delivery, packet[50_000..], 50_000);

        Assert.That((answer.Status, answer.Code, answer.Offset), Is.EqualTo((409, "WRONG_OFFSET", (long?)40_000)));
        Assert.That((await _child.ContentAsync(offer.Delivery, packet[40_000..], 40_000)).Receipts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task another_neighbours_upload_cannot_be_continued()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await _child.OfferAsync(offer);
        using var other = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.FetchingCommune, BadInputNetwork.District);

        var answer = await other.ContentAsync(offer.Delivery, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "DELIVERY_UNKNOWN")));
    }

    [Test]
    public async Task known_bytes_are_skipped_only_for_whoever_supplied_them()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);
        var again = _child.Offer(packet, BadInputNetwork.Good, "H37.20");

        Assert.That((await _child.OfferAsync(again)).Receipts, Has.Count.EqualTo(1), "its supplier need not send it again");
        var other = District.Get<LiveDirectory>().FindNeighbour(NodeId.Parse("xa-hai"))!;
        var asked = new AuthenticatedOffer(other, again, again.ToCanonicalBytes(), Digest.Of(again.ToCanonicalBytes()));
        Assert.That(District.Get<StoreBytes>().MaySkip(asked), Is.False, "nobody else learns that it is here");
    }

    [Test]
    public async Task bytes_of_an_upload_that_was_not_needed_any_more_do_not_stay()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        var (first, second) = (_child.Offer(packet, BadInputNetwork.Good, "H37.20"), _child.Offer(packet, BadInputNetwork.Good, "H37.20"));
        await _child.OfferAsync(first);
        await _child.OfferAsync(second);
        Assert.That((await _child.ContentAsync(second.Delivery, packet[..90_000])).Offset, Is.EqualTo(90_000));
        var partial = District.Store.Read(s => s.Arrivals.FindPartial(_child.Id, second.Delivery))!;
        await _child.ContentAsync(first.Delivery, packet);

        Assert.That((await _child.OfferAsync(second)).Receipts, Has.Count.EqualTo(1), "the bytes are here by now");

        Assert.That(District.Store.Read(s => s.Arrivals.FindPartial(_child.Id, second.Delivery)), Is.Null);
        await Eventually.GetAsync(() => District.Get<IPacketFiles>().PartialLength(partial.FileName), static l => l == 0, "the file is gone");
    }

    [Test]
    public async Task a_waiting_packet_is_served_to_its_own_neighbour_only()
    {
        using var stopped = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.FetchingCommune, BadInputNetwork.District);
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20.62"]);
        await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20.62"), packet);
        var delivery = District.Store.Read(s => s.Outbox.ListFor(Digest.Of(packet))).Single();

        var answer = await _child.SendAsync(HttpMethod.Get, $"axis/1/deliveries/{delivery.Id}/content");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "DELIVERY_UNKNOWN")));
    }

    [Test]
    public async Task a_neighbour_over_its_quota_is_told_to_come_later_and_others_are_not_hindered()
    {
        var (first, second) = (Packets.Document("H37.20.62", ["H37.20"]), Packets.Document("H37.20.62", ["H37.20"]));
        using var greedy = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.FetchingCommune, BadInputNetwork.District);
        Assert.That((await greedy.OfferAsync(greedy.Offer(first, "H37.20.62", "H37.20") with { Size = BadInputNetwork.DistrictPacketBytes })).Status, Is.EqualTo(202));

        var answer = await greedy.OfferAsync(greedy.Offer(second, "H37.20.62", "H37.20") with { Size = BadInputNetwork.DistrictPacketBytes });

        Assert.That((answer.Status, answer.Code, answer.Retryable), Is.EqualTo((429, "QUOTA_EXCEEDED", (bool?)true)));
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"], Large);
        Assert.That((await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"))).Status, Is.EqualTo(202));
    }

    [Test]
    public async Task below_the_free_space_reserve_nothing_new_is_taken_and_it_recovers_by_itself()
    {
        var limits = District.Get<LimitOptions>();
        var reserve = limits.FreeSpaceReserveBytes;
        var (small, large) = (Packets.Document(BadInputNetwork.Good, ["H37.20"]), Packets.Document(BadInputNetwork.Good, ["H37.20"], Large));
        var smallOffer = _child.Offer(small, BadInputNetwork.Good, "H37.20");
        limits.FreeSpaceReserveBytes = long.MaxValue / 2;
        try
        {
            foreach (var answer in new[] { await _child.OfferAsync(smallOffer, small), await _child.OfferAsync(_child.Offer(large, BadInputNetwork.Good, "H37.20")) })
            {
                Assert.That((answer.Status, answer.Code, answer.Retryable), Is.EqualTo((507, "DISK_RESERVE", (bool?)true)));
            }
        }
        finally
        {
            limits.FreeSpaceReserveBytes = reserve;
        }

        Assert.That((await _child.OfferAsync(smallOffer, small)).Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }
}
