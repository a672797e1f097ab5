using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>
/// Receipts and statuses count only from whom they may come: the party that the delivery was given to, the node that hosts the recipient, the recipient itself.
/// </summary>
public sealed class LyingReceiptTests
{
    private LyingNeighbour _child = null!;
    private LyingNeighbour _parent = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    private static RunningNode Commune => BadInputNetwork.Network[BadInputNetwork.Commune];

    [OneTimeSetUp]
    public void Connect()
    {
        _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);
        _parent = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Province, BadInputNetwork.District);
    }

    [OneTimeTearDown]
    public void Hang()
    {
        _child.Dispose();
        _parent.Dispose();
    }

    [Test]
    public async Task a_receipt_for_a_packet_given_to_another_neighbour_is_refused()
    {
        var packet = await SentAsync("H37.20.62");

        var answer = await _child.ReceiptsAsync(_child.Seal(r => Consigned(r, BadInputNetwork.Good), packet));

        Assert.That(answer.Refused.Single().Code, Is.EqualTo("RECEIPT_NOT_OWNED"));
    }

    [Test]
    public async Task a_receipt_for_recipients_that_were_not_given_is_refused()
    {
        var packet = await SentAsync(BadInputNetwork.Good, "H37.20.62");

        var answer = await _child.ReceiptsAsync(_child.Seal(r => Consigned(r, BadInputNetwork.Chainless), packet));

        Assert.That(answer.Refused.Single().Code, Is.EqualTo("RECEIPT_NOT_OWNED"));
    }

    [Test]
    public async Task a_consignment_stated_by_a_node_that_does_not_host_the_recipient_moves_nothing()
    {
        var packet = await SentAsync("G22");

        await IsNotEntitledAsync(_parent, r => Consigned(r, "G22"), packet);
    }

    [Test]
    public async Task a_host_does_not_consign_for_another_by_naming_its_own_agency_beside_it()
    {
        var packet = await SentAsync("G22");

        await IsNotEntitledAsync(_parent, static r => r with { Recipients = [new RecipientOutcome(OrganId.Parse("G22"), OrganId.Parse("H37.01"), true)] }, packet);
    }

    [Test]
    public async Task an_acceptance_that_says_not_accepted_moves_nothing()
    {
        var packet = await SentAsync("G22");

        await IsNotEntitledAsync(_parent, static r => r with { Event = ReceiptEvent.RelayAcceptance, Recipients = [new RecipientOutcome(OrganId.Parse("G22"), OrganId.Parse("G22"), false, "HASH_FAILURE")] }, packet);
    }

    [Test]
    public async Task a_submission_receipt_of_a_node_that_is_not_the_senders_home_is_refused()
    {
        var packet = await SentAsync("G22");

        await IsNotEntitledAsync(_parent, static r => r with { Event = ReceiptEvent.SubmissionRejection, Recipients = [new RecipientOutcome(OrganId.Parse("G22"), OrganId.Parse("G22"), false)] }, packet);
    }

    [Test]
    public async Task a_node_does_not_become_the_senders_home_by_naming_its_own_agency_as_the_sender()
    {
        var packet = await SentAsync("G22");
        var lie = _parent.Seal(
            static r => r with { Event = ReceiptEvent.SubmissionRejection, From = OrganId.Parse("H37.01"), Recipients = [new RecipientOutcome(OrganId.Parse("G22"), OrganId.Parse("G22"), false)] }, packet);

        var answer = await _parent.ReceiptsAsync(lie);

        Assert.That(answer.Refused.Single().Code, Is.EqualTo("RECEIPT_INVALID"));
        Assert.That(District.Store.Read(s => s.Receipts.Find(lie.Digest)), Is.Null);
    }

    [Test]
    public async Task a_forged_seal_is_refused()
    {
        var packet = await SentAsync(BadInputNetwork.Good, "H37.20");
        var honest = _child.Seal(r => Consigned(r, BadInputNetwork.Good), packet);
        var seal = System.Text.Encoding.UTF8.GetString(honest.Seal.Span);
        var at = seal.IndexOf("SignatureValue>", StringComparison.Ordinal) + 20;
        var forged = honest with { Seal = System.Text.Encoding.UTF8.GetBytes(seal[..at] + (seal[at] == 'A' ? 'B' : 'A') + seal[(at + 1)..]) };

        var answer = await _child.ReceiptsAsync(forged);

        Assert.That((answer.Kept, answer.Refused.Count), Is.EqualTo((0, 1)));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "receipt-refused").Select(static e => e.Receipt), Does.Contain(forged.Digest));
    }

    [Test]
    public async Task a_receipt_under_a_neighbours_name_but_another_nodes_seal_is_refused()
    {
        var packet = await SentAsync("G22");

        var answer = await _parent.ReceiptsAsync(_parent.Seal(r => Consigned(r, "G22") with { Issuer = NodeId.Parse("trung-uong") }, packet));

        Assert.That((answer.Kept, answer.Refused.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task a_receipt_of_another_delivery_is_refused()
    {
        var packet = await SentAsync(BadInputNetwork.Good, "H37.20");
        var delivery = District.Store.Read(s => s.Outbox.ListFor(packet.Digest)).Single(static d => d.Link.Value == "xa-mot");
        Receipt Say(Receipt r, Guid id, Digest offer) => Consigned(r, BadInputNetwork.Good) with { Delivery = id, Offer = offer, HandedOverBy = NodeId.Parse("huyen") };

        var moved = await _child.ReceiptsAsync(_child.Seal(r => Say(r, Guid.CreateVersion7(), Digest.Of(delivery.Offer.Span)), packet));
        var otherOffer = await _child.ReceiptsAsync(_child.Seal(r => Say(r, delivery.Id, packet.Digest), packet));

        Assert.That(moved.Refused.Single().Code, Is.EqualTo("RECEIPT_NOT_OWNED"));
        Assert.That(otherOffer.Refused.Single().Code, Is.EqualTo("RECEIPT_NOT_OWNED"));
    }

    [Test]
    public async Task a_receipt_that_is_not_kept_settles_no_delivery()
    {
        var packet = await SentAsync(BadInputNetwork.Good, "H37.20");
        var delivery = District.Store.Read(s => s.Outbox.ListFor(packet.Digest)).Single(static d => d.Link.Value == "xa-mot");
        var lie = _child.Seal(
            r => Consigned(r, BadInputNetwork.Good) with { Delivery = delivery.Id, Offer = Digest.Of(delivery.Offer.Span), HandedOverBy = NodeId.Parse("huyen"), From = OrganId.Parse("H37.01") }, packet);

        var outcome = await District.Get<ReturnReceipts>().RunAsync(_child.Id, [lie], delivery, CancellationToken.None);

        Assert.That((outcome.Kept, outcome.Settled, outcome.Refused.Single().Code), Is.EqualTo((0, (DeliveryState?)null, "RECEIPT_INVALID")));
    }

    [Test]
    public async Task a_delivery_that_waits_for_another_neighbour_is_not_answered_for_it()
    {
        var packet = await SentAsync("H37.20.62");
        var delivery = await Eventually.GetAsync(() => District.Store.Read(s => s.Outbox.ListFor(packet.Digest)).SingleOrDefault(), static d => d is not null, "owed");
        var receipts = ReceiptFrame.Write([_child.Seal(r => Consigned(r, "H37.20.62"), packet)]);

        var answer = await _child.SendAsync(HttpMethod.Put, $"axis/1/deliveries/{delivery!.Id}/receipt", receipts);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "DELIVERY_UNKNOWN")));
    }

    [Test]
    public async Task bytes_that_are_no_receipt_are_refused_and_the_rest_of_the_batch_is_kept()
    {
        var packet = await SentAsync(BadInputNetwork.Good, "H37.20");
        var good = _child.Seal(r => Consigned(r, BadInputNetwork.Good), packet);
        var rubbish = new SealedReceipt("<Receipt/>"u8.ToArray(), 0, [], good.Seal);

        var answer = await _child.ReceiptsAsync(rubbish, good);

        Assert.That((answer.Kept, answer.Refused.Single().Receipt), Is.EqualTo((1, rubbish.Digest.ToString())));
    }

    [Test]
    public async Task a_status_of_somebody_who_is_not_the_recipient_does_not_move_the_state()
    {
        var sent = await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"]);
        var row = (await Eventually.GetAsync(() => Commune.Tracking(sent.Packet), static r => r[0].State == "01", "consigned"))[0];
        using var stranger = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.FetchingCommune, BadInputNetwork.District);
        var status = Packets.Status("H37.20.62", BadInputNetwork.Good, sent.DocumentId, sent.Code, "06");

        var answer = await stranger.OfferAsync(stranger.Offer(status, "H37.20.62", BadInputNetwork.Good) with { Kind = PacketKind.Status }, status);

        Assert.That(answer.Receipts.Single().Event, Is.EqualTo(ReceiptEvent.RelayAcceptance));
        var orphan = await Eventually.GetAsync(
            () => Commune.Store.Read(s => s.Tracking.FindByDocument(OrganId.Parse(BadInputNetwork.Good), sent.DocumentId, OrganId.Parse("H37.20.62"))), static r => r.Count == 1, "noted");
        Assert.That((orphan[0].Packet, orphan[0].Anomaly), Is.EqualTo(((Digest?)null, "Không tìm thấy văn bản gốc.")));
        Assert.That(Commune.Tracking(sent.Packet).Single(), Is.EqualTo(row));
    }

    private static Receipt Consigned(Receipt receipt, string recipient) =>
        receipt with { Recipients = [new RecipientOutcome(OrganId.Parse(recipient), OrganId.Parse(recipient), true)] };

    private static async Task<PacketRow> SentAsync(params string[] to)
    {
        // From the province's side of the district for recipients below it, from the commune for those above.
        var (spec, from) = to.Contains("G22") ? (BadInputNetwork.Commune, BadInputNetwork.Good) : (BadInputNetwork.Province, "H37");
        var answer = await BadInputNetwork.Network[spec].SendAsync(from, to);
        var packet = Digest.Parse(answer.Packet);
        return (await Eventually.GetAsync(() => District.Store.Read(s => s.Packets.Find(packet)), static p => p is not null, "at the district"))!;
    }

    private static async Task IsNotEntitledAsync(LyingNeighbour liar, Func<Receipt, Receipt> say, PacketRow packet)
    {
        var lie = liar.Seal(say, packet);

        var answer = await liar.ReceiptsAsync(lie);

        Assert.That(answer.Refused.Single().Code, Is.EqualTo("ISSUER_NOT_ENTITLED"));
        Assert.That(District.Store.Read(s => s.Receipts.Find(lie.Digest)), Is.Null);
        var rows = Commune.Tracking(packet.Digest.ToString());
        Assert.That(rows.SelectMany(r => Commune.Store.Read(s => s.Tracking.Events(r.Id))).Select(static e => e.Source), Does.Not.Contain(lie.Digest));
    }
}
