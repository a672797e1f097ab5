using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A status has no urgency of its own: it may overtake others as far as the document that it answers.</summary>
public sealed class StatusOfferTests
{
    private LyingNeighbour _child = null!;

    private static RunningNode District => BadInputNetwork.Network[BadInputNetwork.District];

    [OneTimeSetUp]
    public void Connect() => _child = new LyingNeighbour(BadInputNetwork.Network, BadInputNetwork.Commune, BadInputNetwork.District);

    [OneTimeTearDown]
    public void Hang() => _child.Dispose();

    [TestCase(0, 1)]
    [TestCase(2, 4)]
    public async Task a_status_that_claims_more_urgency_than_its_document_is_quarantined(int document, int claimed)
    {
        var receipt = await OfferAsync(document, claimed);

        Assert.That((receipt.Event, receipt.ReasonCode), Is.EqualTo((ReceiptEvent.ContentConsignmentFailure, "OFFER_NOT_IN_PACKET")));
    }

    [TestCase(0, 0)]
    [TestCase(2, 2)]
    [TestCase(2, 0)]
    public async Task a_status_as_urgent_as_its_document_is_taken(int document, int claimed)
    {
        Assert.That((await OfferAsync(document, claimed)).Event, Is.EqualTo(ReceiptEvent.ContentConsignment));
    }

    [Test]
    public async Task a_status_whose_document_is_not_here_goes_on_without_urgency()
    {
        var status = Packets.Status(BadInputNetwork.Good, "G22", "G22,2026/11/01,77/VPCP", "77/VPCP", "03");

        await _child.OfferAsync(_child.Offer(status, BadInputNetwork.Good, "G22") with { Kind = PacketKind.Status, Priority = 4 }, status);

        var owed = District.Store.Read(s => s.Outbox.ListFor(Digest.Of(status))).Single();
        Assert.That(owed.Priority, Is.Zero);
    }

    private async Task<Receipt> OfferAsync(int document, int claimed)
    {
        var sent = await District.SendAsync("H37.20", [BadInputNetwork.Good], priority: document);
        await Eventually.GetAsync(() => District.Tracking(sent.Packet), static r => r[0].State == "01", "consigned");
        var status = Packets.Status(BadInputNetwork.Good, "H37.20", sent.DocumentId, sent.Code, "03");
        var answer = await _child.OfferAsync(_child.Offer(status, BadInputNetwork.Good, "H37.20") with { Kind = PacketKind.Status, Priority = claimed }, status);
        return answer.Receipts.Single();
    }
}
