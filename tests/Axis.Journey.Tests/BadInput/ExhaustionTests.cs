using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>What one neighbour may use up of a node: evidence kept against it, and memory for what it sends.</summary>
public sealed class ExhaustionTests
{
    private const int Large = 100_000;
    private LyingNeighbour _child = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    private static LimitOptions Limits => District.Get<LimitOptions>();

    [OneTimeSetUp]
    public void Connect() => _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _child.Dispose();

    [Test]
    public async Task a_neighbour_whose_quarantine_is_full_is_told_to_come_later_and_nothing_more_is_kept()
    {
        var packet = Tampered(100);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");

        var answer = await WithFullQuarantineAsync(() => _child.OfferAsync(offer, packet));

        Assert.That((answer.Status, answer.Code, answer.Retryable), Is.EqualTo((429, "QUARANTINE_FULL", (bool?)true)));
        Assert.That(District.Store.Read(s => (s.Packets.Exists(offer.Packet), s.Arrivals.Find(_child.Id, offer.Delivery) is null)), Is.EqualTo((false, true)));
        Assert.That(BadInputNetwork.Journal(BadInputNetwork.District, "link-call-refused", "QUARANTINE_FULL"), Is.Not.Empty);
    }

    [Test]
    public async Task with_room_again_the_same_offer_is_quarantined_and_answered()
    {
        var packet = Tampered(100);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await WithFullQuarantineAsync(() => _child.OfferAsync(offer, packet));

        var answer = await _child.OfferAsync(offer, packet);

        Assert.That(answer.Receipts.Single().ReasonCode, Is.EqualTo("HASH_FAILURE"));
    }

    [Test]
    public async Task the_bytes_of_a_large_packet_that_the_quarantine_has_no_room_for_do_not_stay_on_disk()
    {
        var packet = Tampered(Large);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        await _child.OfferAsync(offer);

        var answer = await WithFullQuarantineAsync(() => _child.ContentAsync(offer.Delivery, packet));

        Assert.That(answer.Code, Is.EqualTo("QUARANTINE_FULL"));
        Assert.That(() => District.Get<IPacketFiles>().OpenRead(offer.Packet), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public async Task a_good_packet_of_a_neighbour_whose_quarantine_is_full_is_taken()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);

        var answer = await WithFullQuarantineAsync(() => _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet));

        Assert.That(answer.Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }

    [Test]
    public async Task a_body_that_finds_no_memory_is_told_when_to_come_again_and_is_taken_then()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20");
        var before = Limits.MaxBufferedBodyBytes;
        Limits.MaxBufferedBodyBytes = 1000;
        try
        {
            var answer = await _child.OfferAsync(offer, packet);

            Assert.That((answer.Status, answer.Code, answer.Retryable, answer.RetryAfter), Is.EqualTo((503, "NODE_BUSY", (bool?)true, (TimeSpan?)TimeSpan.FromSeconds(5))));
        }
        finally
        {
            Limits.MaxBufferedBodyBytes = before;
        }

        Assert.That((await _child.OfferAsync(offer, packet)).Receipts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task an_answered_call_gives_its_memory_back()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Good, "H37.20"), packet);

        await Eventually.GetAsync(() => District.Get<Axis.Node.Links.BodyBudget>().Used, static used => used == 0, "nothing is held");
    }

    [Test]
    public async Task an_upload_that_waits_for_a_newer_directory_is_not_sent_twice()
    {
        var network = BadInputNetwork.Network;
        using var key = network.NewKey(KeyUse.Agency, BadInputNetwork.Renewed);
        var packet = Packets.Document(BadInputNetwork.Renewed, ["H37.20"], Large, signer: key);
        var offer = _child.Offer(packet, BadInputNetwork.Renewed, "H37.20") with { DirectoryVersions = new Dictionary<string, long> { ["H37"] = 999_999 } };
        Assert.That((await _child.OfferAsync(offer)).Offset, Is.Zero);
        Assert.That((await _child.ContentAsync(offer.Delivery, packet)).Code, Is.EqualTo("DIRECTORY_REFRESH"));

        network.PublishProvince(BadInputNetwork.District, c => c is { Use: KeyUse.Agency, Owner: BadInputNetwork.Renewed } ? new CertificateEntry(c.Use, c.Owner, key.Certificate.RawDataMemory.ToArray(), c.ValidFrom, null, null) : c);

        var answer = await Eventually.GetAsync(() => _child.OfferAsync(offer).GetAwaiter().GetResult(), static a => a.Code != "DIRECTORY_REFRESH", "the directory is here");
        Assert.That(answer.Receipts.Single().Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }

    [Test]
    public async Task bytes_that_wait_for_a_newer_directory_are_not_shown_to_another_neighbour()
    {
        var network = BadInputNetwork.Network;
        using var key = network.NewKey(KeyUse.Agency, BadInputNetwork.Renewed);
        var packet = Packets.Document(BadInputNetwork.Renewed, ["H37.20"], Large, signer: key);
        var versions = new Dictionary<string, long> { ["H37"] = 999_999 };
        var offer = _child.Offer(packet, BadInputNetwork.Renewed, "H37.20") with { DirectoryVersions = versions };
        await _child.OfferAsync(offer);
        await _child.ContentAsync(offer.Delivery, packet);

        var again = _child.Offer(packet, BadInputNetwork.Renewed, "H37.20") with { DirectoryVersions = versions };

        Assert.That((await _child.OfferAsync(again)).Offset, Is.Zero, "another delivery supplies its bytes itself");
    }

    private static byte[] Tampered(int fileBytes)
    {
        var text = Encoding.UTF8.GetString(Packets.Document(BadInputNetwork.Good, ["H37.20"], fileBytes));
        return Encoding.UTF8.GetBytes(text.Replace("V/v thử nghiệm", "V/v thử nghiêm", StringComparison.Ordinal));
    }

    private async Task<LinkAnswer> WithFullQuarantineAsync(Func<Task<LinkAnswer>> call)
    {
        var bytes = Limits.MaxQuarantineBytesPerNeighbour;
        Limits.MaxQuarantineBytesPerNeighbour = District.Store.Read(s => s.Quarantine.UseOf(_child.Id).Bytes);
        try
        {
            return await call();
        }
        finally
        {
            Limits.MaxQuarantineBytesPerNeighbour = bytes;
        }
    }
}
