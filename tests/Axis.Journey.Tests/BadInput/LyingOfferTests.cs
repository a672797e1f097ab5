using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A neighbour whose key is right and whose word is not.</summary>
public sealed class LyingOfferTests
{
    private LyingNeighbour _child = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    [OneTimeSetUp]
    public void Connect() => _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _child.Dispose();

    [Test]
    public async Task wider_recipients_than_the_packet_are_refused_for_all()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20.62"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20.62", "H37.20"), packet);

        Assert.That(answer.Receipts.Select(static r => r.Event), Is.EquivalentTo(new[] { ReceiptEvent.RelayRejection, ReceiptEvent.ContentConsignmentFailure }));
        Assert.That(answer.Receipts.SelectMany(static r => r.Recipients).All(static r => r is { Accepted: false, Code: "OFFER_NOT_IN_PACKET" }));
        Assert.That(District.Store.Read(s => s.Outbox.ListFor(Digest.Of(packet))), Is.Empty);
        Assert.That(District.Inbox().Select(static i => i.Packet), Does.Not.Contain(Digest.Of(packet)));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "packet-quarantined", "OFFER_NOT_IN_PACKET").Select(static e => e.Packet), Does.Contain(Digest.Of(packet)));
    }

    [Test]
    public async Task another_urgency_than_the_packets_is_refused()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20") with { Priority = 3 }, packet);

        Assert.That(answer.Receipts.Single().ReasonCode, Is.EqualTo("OFFER_NOT_IN_PACKET"));
    }

    [Test]
    public async Task a_child_does_not_speak_for_a_sender_outside_its_subtree()
    {
        var packet = Packets.Document("H37.20.62", ["H37.20"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, "H37.20.62", "H37.20"), packet);

        Assert.That((answer.Status, answer.Code, answer.Retryable), Is.EqualTo((403, "SENDER_NOT_BEHIND_LINK", (bool?)false)));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "link-call-refused", "SENDER_NOT_BEHIND_LINK").Select(static e => e.Agency), Does.Contain("xa-mot"));
    }

    [Test]
    public async Task the_parent_does_not_speak_in_our_name()
    {
        using var parent = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Province, BadInputNetwork.District);
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await parent.OfferAsync(parent.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "SENDER_NOT_BEHIND_LINK")));
    }

    [Test]
    public async Task a_packet_offered_under_another_sender_is_refused_and_does_not_spoil_the_honest_delivery()
    {
        var packet = Packets.Document("H37.20.62", ["H37.20"]);
        using var owner = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.FetchingCommune, BadInputNetwork.District);

        var lie = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);
        var honest = await owner.OfferAsync(owner.Offer(packet, "H37.20.62", "H37.20"), packet);

        Assert.That(lie.Receipts.Single().ReasonCode, Is.EqualTo("OFFER_NOT_IN_PACKET"));
        Assert.That(honest.Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
        Assert.That(District.Store.Read(s => s.Packets.Find(Digest.Of(packet)))!.From.Value, Is.EqualTo("H37.20.62"));
    }

    [Test]
    public async Task the_same_offer_twice_gets_the_same_receipts()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20", "G22"]);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20", "G22");

        var first = await _child.OfferAsync(offer, packet);
        var second = await _child.OfferAsync(offer, packet);

        Assert.That(second.Sealed.Select(static r => r.Digest), Is.EqualTo(first.Sealed.Select(static r => r.Digest)));
    }

    [Test]
    public async Task the_same_offer_twice_at_once_gets_the_same_receipts()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _child.OfferAsync(offer, packet)));

        Assert.That(answers.Select(static a => a.Sealed.Single().Digest).Distinct(), Has.Exactly(1).Items);
        Assert.That(District.Inbox().Count(i => i.Packet == Digest.Of(packet)), Is.EqualTo(1));
    }

    [Test]
    public async Task a_delivery_id_used_twice_is_a_conflict()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20", "G22"]);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await _child.OfferAsync(offer, packet);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "G22") with { Delivery = offer.Delivery }, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((409, "DELIVERY_ID_REUSED")));
    }

    [Test]
    public async Task a_known_packet_under_a_new_delivery_gets_a_receipt_that_names_the_first()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var first = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);

        var second = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);

        Assert.That(second.Sealed.Single().Digest, Is.Not.EqualTo(first.Sealed.Single().Digest));
        Assert.That(second.Receipts.Single().FirstReceipt, Is.EqualTo(first.Sealed.Single().Digest));
        Assert.That(District.Inbox().Count(i => i.Packet == Digest.Of(packet)), Is.EqualTo(1));
    }

    [Test]
    public async Task a_loop_is_cut()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20") with { Via = [NodeId.Parse("huyen"), NodeId.Parse("xa-mot")] }, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((422, "HOP_LIMIT")));
    }

    [Test]
    public async Task a_chain_of_too_many_nodes_is_cut()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await _child.OfferAsync(
            _child.Offer(packet, BadInputNetwork.Good, "H37.20") with { Via = [.. Enumerable.Range(0, 12).Select(static i => NodeId.Parse("nut-" + i)), NodeId.Parse("xa-mot")] }, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((422, "HOP_LIMIT")));
    }

    [Test]
    public async Task an_offer_in_another_nodes_name_is_refused()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20") with { Via = [NodeId.Parse("xa-hai")] }, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "OFFER_MALFORMED")));
    }

    [Test]
    public async Task an_offer_in_another_spelling_is_refused()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        byte[] offer = [.. _child.Offer(packet, BadInputNetwork.Good, "H37.20").ToCanonicalBytes(), (byte)' '];

        var answer = await _child.OfferAsync(offer, packet);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "OFFER_MALFORMED")));
    }

    [Test]
    public async Task a_frame_that_cannot_be_read_is_refused()
    {
        var answer = await _child.SendAsync(HttpMethod.Post, "axis/1/deliveries", [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "FRAME_MALFORMED")));
    }

    [Test]
    public async Task a_frame_over_its_limit_is_refused()
    {
        var answer = await _child.SendAsync(HttpMethod.Post, "axis/1/deliveries", new byte[DeliveryFrame.MaxBytes + 1]);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "PACKET_TOO_LARGE")));
    }

    [Test]
    public async Task a_packet_that_is_not_the_offered_one_is_refused()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var other = (byte[])packet.Clone();
        other[^20] ^= 1;

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), other);

        Assert.That((answer.Status, answer.Code, answer.Retryable), Is.EqualTo((422, "CONTENT_DIGEST_MISMATCH", (bool?)true)));
    }

    [Test]
    public async Task an_offer_over_the_size_limit_is_refused_before_any_byte_comes()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20") with { Size = BadInputNetwork.DistrictPacketBytes + 1 });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "PACKET_TOO_LARGE")));
    }

    [Test]
    public async Task a_forged_attestation_is_not_kept()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var row = new PacketRow(Digest.Of(packet), null, PacketKind.Document, true, packet.Length, OrganId.Parse(BadInputNetwork.Good), "a", TimeProvider.System.GetUtcNow(), true, null, new PacketFacts());
        var forged = _child.Seal(static r => r with { Issuer = NodeId.Parse("tinh"), Event = ReceiptEvent.RelayAcceptance, Time = r.Time.AddDays(-3), Recipients = [new RecipientOutcome(OrganId.Parse("H37.20"), OrganId.Parse("H37.20"), true)] }, row);
        SealedReceipt[] attestations = [forged, new SealedReceipt("rác"u8.ToArray(), 0, [], "rác"u8.ToArray())];

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet, attestations);

        Assert.That(answer.Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
        Assert.That(District.Store.Read(s => s.Receipts.Find(forged.Digest)), Is.Null);
    }

    [Test]
    public async Task a_quarantined_packet_says_nothing_about_the_honest_one_with_its_document_id()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var text = System.Text.Encoding.UTF8.GetString(packet);
        var tampered = System.Text.Encoding.UTF8.GetBytes(text.Replace("V/v thử nghiệm", "V/v thử nghiêm", StringComparison.Ordinal));
        var refused = await _child.OfferAsync(_child.Offer(tampered, BadInputNetwork.Good, "H37.20"), tampered);
        Assert.That(refused.Receipts.Single().ReasonCode, Is.EqualTo("HASH_FAILURE"));

        await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);

        Assert.That(District.Inbox().Single(i => i.Packet == Digest.Of(packet)).Flags, Is.Empty);
    }

    [Test]
    public async Task a_repeated_document_id_with_another_content_is_flagged()
    {
        var first = Packets.Document(BadInputNetwork.Good, ["H37.20"], documentId: "H37.20.61,2026,lặp");
        var second = Packets.Document(BadInputNetwork.Good, ["H37.20"], documentId: "H37.20.61,2026,lặp");
        await _child.OfferAsync(_child.Offer(first, BadInputNetwork.Good, "H37.20"), first);

        await _child.OfferAsync(_child.Offer(second, BadInputNetwork.Good, "H37.20"), second);

        Assert.That(District.Inbox().Single(i => i.Packet == Digest.Of(second)).Flags, Does.Contain("DOCUMENT_ID_REPEATED"));
    }
}
