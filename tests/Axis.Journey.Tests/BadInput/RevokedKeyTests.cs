using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Whoever holds a revoked key, and even the node of the agency it belonged to, gains nothing with it.</summary>
public sealed class RevokedKeyTests
{
    private LyingNeighbour _child = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    [OneTimeSetUp]
    public void Connect() => _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _child.Dispose();

    [Test]
    public async Task the_agencys_own_node_proves_no_earlier_time_by_naming_another_sender_in_its_receipt()
    {
        // A time before the revocation at which the certificate was bound already.
        using var key = BadInputNetwork.AgencyKey(BadInputNetwork.Revoked);
        var before = District.Get<LiveDirectory>().Snapshot.FindCertificate(Digest.Of(key.Certificate.RawDataMemory.Span))[0].ValidFrom.AddMinutes(2);
        var packet = Packets.Document(BadInputNetwork.Revoked, ["H37.20"], signedAt: before);
        var row = new PacketRow(Digest.Of(packet), null, PacketKind.Document, true, packet.Length, OrganId.Parse("H37.20"), "a", before, true, null, new PacketFacts());
        var own = _child.Seal(r => r with { Event = ReceiptEvent.RelayAcceptance, Time = before, Recipients = [new RecipientOutcome(OrganId.Parse("H37.20"), OrganId.Parse("H37.20"), true)] }, row);

        var answer = await _child.OfferAsync(_child.Offer(packet, BadInputNetwork.Revoked, "H37.20"), packet, [own]);

        Assert.That(answer.Receipts.Single().Recipients.Single().Code, Is.EqualTo("HELD"));
        var item = District.Inbox().Single(i => i.Packet == Digest.Of(packet));
        Assert.That((item.State, item.Verdict), Is.EqualTo((InboxState.Held, "INDETERMINATE/REVOKED_NO_POE")));
    }

    [Test]
    public async Task a_relay_that_sets_its_clock_back_proves_nothing_alone()
    {
        Assert.That((await OfferRevokedAsync(sealBack: true, BadInputNetwork.District)).Recipients.Single().Code, Is.EqualTo("HELD"));
    }

    [Test]
    public async Task receipts_that_claim_to_be_older_than_their_seals_prove_nothing_together()
    {
        Assert.That((await OfferRevokedAsync(sealBack: false, BadInputNetwork.District, BadInputNetwork.Central)).Recipients.Single().Code, Is.EqualTo("HELD"));
    }

    [Test]
    public async Task two_nodes_that_had_the_packet_before_the_revocation_prove_it()
    {
        Assert.That((await OfferRevokedAsync(sealBack: true, BadInputNetwork.District, BadInputNetwork.Central)).Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }

    [Test]
    public async Task a_status_signed_with_a_revoked_key_writes_nothing_into_the_history()
    {
        var sent = await District.SendAsync("H37.20", [BadInputNetwork.Revoked]);
        var row = (await Eventually.GetAsync(() => District.Tracking(sent.Packet), static r => r[0].State == "01", "consigned"))[0];
        var status = Packets.Status(BadInputNetwork.Revoked, "H37.20", sent.DocumentId, sent.Code, "02");

        var answer = await _child.OfferAsync(_child.Offer(status, BadInputNetwork.Revoked, "H37.20") with { Kind = PacketKind.Status }, status);

        var receipt = answer.Receipts.Single();
        Assert.That((receipt.Event, receipt.ReasonCode), Is.EqualTo((ReceiptEvent.ContentConsignmentFailure, "REVOKED_NO_POE")));
        Assert.That(District.Tracking(sent.Packet).Single(), Is.EqualTo(row));
        Assert.That(District.Store.Read(s => s.Quarantine.List(null, 500)).Select(static q => q.Packet), Does.Contain(Digest.Of(status)));
    }

    [Test]
    public async Task a_verdict_names_the_directory_of_the_node_that_made_it()
    {
        var packet = Packets.Document(BadInputNetwork.Good, ["H37.20"]);
        var offer = _child.Offer(packet, BadInputNetwork.Good, "H37.20") with { DirectoryVersions = new Dictionary<string, long> { ["root"] = 777_777 } };

        Assert.That((await _child.OfferAsync(offer, packet)).Receipts, Has.Count.EqualTo(1));

        var verdict = District.Store.Read(s => s.Packets.Verdicts(offer.Packet)).Single();
        Assert.That(verdict.DirectoryVersions, Does.Not.Contain("777777").And.Contain("\"root\":1"));
    }

    // A packet signed with the revoked key, offered to the province with receipts of the given nodes from before the revocation.
    private static async Task<Receipt> OfferRevokedAsync(bool sealBack, params NodeSpec[] witnesses)
    {
        using var key = BadInputNetwork.AgencyKey(BadInputNetwork.Revoked);
        var before = District.Get<LiveDirectory>().Snapshot.FindCertificate(Digest.Of(key.Certificate.RawDataMemory.Span))[0].ValidFrom.AddMinutes(2);
        var packet = Packets.Document(BadInputNetwork.Revoked, ["H37"], signedAt: before);
        var row = new PacketRow(Digest.Of(packet), null, PacketKind.Document, true, packet.Length, OrganId.Parse(BadInputNetwork.Revoked), "a", before, true, null, new PacketFacts());
        var proofs = new List<SealedReceipt>();
        foreach (var witness in witnesses)
        {
            using var node = new LyingNeighbour(BadInputNetwork.Network, witness, BadInputNetwork.Province);
            proofs.Add(node.Seal(
                r => r with { Event = ReceiptEvent.RelayAcceptance, Time = before, Recipients = [new RecipientOutcome(OrganId.Parse("H37"), OrganId.Parse("H37"), true)] },
                row,
                sealBack ? new StoppedClock(before) : null));
        }

        using var district = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.District, BadInputNetwork.Province);
        var answer = await district.OfferAsync(district.Offer(packet, BadInputNetwork.Revoked, "H37"), packet, proofs);
        return answer.Receipts.Single();
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
