using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Core.Tests.Routing;
using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class ReceiptSignalTests
{
    private static readonly OrganId Recipient = OrganId.Parse("XA-B11");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    [TestCase(ReceiptEvent.ContentConsignment, true, null, Signal.Arrived)]
    [TestCase(ReceiptEvent.ContentConsignment, false, "HASH_FAILURE", Signal.Failed)]
    [TestCase(ReceiptEvent.ContentConsignmentFailure, false, "TIMEOUT", Signal.TimedOut)]
    [TestCase(ReceiptEvent.ContentConsignmentFailure, false, "HASH_FAILURE", Signal.Failed)]
    [TestCase(ReceiptEvent.RelayFailure, false, null, Signal.TimedOut)]
    [TestCase(ReceiptEvent.RelayRejection, false, "SIG_CRYPTO_FAILURE", Signal.Failed)]
    [TestCase(ReceiptEvent.RelayAcceptance, false, "RECIPIENT_CLOSED", Signal.Failed)]
    [TestCase(ReceiptEvent.Withdrawn, true, null, Signal.Withdrawn)]
    public void a_receipt_says(ReceiptEvent item, bool accepted, string? code, Signal expected) =>
        Assert.That(StatusEvent.From(Receipt(item, "xa-b11", "huyen-b1", 0, accepted, code), Digest.Of("r"u8), Recipient)?.Signal, Is.EqualTo(expected));

    [TestCase(ReceiptEvent.SubmissionAcceptance)]
    [TestCase(ReceiptEvent.RelayAcceptance)]
    [TestCase(ReceiptEvent.ContentHandover)]
    [TestCase(ReceiptEvent.RelayToNonErds)]
    [TestCase(ReceiptEvent.ReceivedFromNonErds)]
    public void what_happens_on_the_way_never_moves_the_recipient_s_state(ReceiptEvent item) =>
        Assert.That(StatusEvent.From(Receipt(item, "tinh-b", "central", 0, true, null), Digest.Of("r"u8), Recipient), Is.Null);

    [Test]
    public void a_receipt_about_others_says_nothing_of_this_recipient() =>
        Assert.That(StatusEvent.From(Receipt(ReceiptEvent.ContentConsignment, "xa-b11", "huyen-b1", 0, true, null), Digest.Of("r"u8), OrganId.Parse("XA-A11")), Is.Null);

    [Test]
    public void hops_are_ordered_by_who_handed_over_though_clocks_differ()
    {
        var line = Line(
            Receipt(ReceiptEvent.RelayAcceptance, "tinh-b", "central", 1, true, null),
            Receipt(ReceiptEvent.SubmissionAcceptance, "tinh-a", null, 0, true, null),
            Receipt(ReceiptEvent.RelayAcceptance, "central", "tinh-a", 90, true, null));

        Assert.That(line.Hops.Select(static h => h.Node.Value), Is.EqualTo(new[] { "tinh-a", "central", "tinh-b" }));
    }

    [TestCase(0, null, null)]
    [TestCase(1, "tinh-a", "central")]
    [TestCase(2, "central", "tinh-b")]
    [TestCase(3, "tinh-b", "huyen-b1")]
    [TestCase(4, "huyen-b1", "xa-b11")]
    [TestCase(5, "xa-b11", "XA-B11")]
    public void the_line_says_who_holds_the_packet_and_who_is_waited_for(int receipts, string? place, string? waiting)
    {
        var all = new[]
        {
            Receipt(ReceiptEvent.SubmissionAcceptance, "tinh-a", null, 0, true, null),
            Receipt(ReceiptEvent.RelayAcceptance, "central", "tinh-a", 1, true, null),
            Receipt(ReceiptEvent.RelayAcceptance, "tinh-b", "central", 2, true, null),
            Receipt(ReceiptEvent.RelayAcceptance, "huyen-b1", "tinh-b", 3, true, null),
            Receipt(ReceiptEvent.ContentConsignment, "xa-b11", "huyen-b1", 4, true, null),
        };
        var line = Line(all[..receipts]);

        Assert.That((line.Place?.Value, line.WaitingFor), Is.EqualTo((place, waiting)));
    }

    [Test]
    public void a_rejection_leaves_the_packet_with_the_node_that_holds_it()
    {
        var line = Line(
            Receipt(ReceiptEvent.SubmissionAcceptance, "tinh-a", null, 0, true, null),
            Receipt(ReceiptEvent.RelayRejection, "central", "tinh-a", 1, false, "HASH_FAILURE"));

        Assert.That((line.Place?.Value, line.Hops[^1].Success, line.Hops[^1].ReasonCode), Is.EqualTo(("tinh-a", false, "HASH_FAILURE")));
    }

    private static HopLine Line(params Receipt[] receipts) =>
        HopLine.From(receipts.Select(static (r, i) => (Digest.Of(BitConverter.GetBytes(i)), r)), Recipient, NodeId.Parse("xa-b11"), new NodeTree(SmallWorld.Standard().Directory()));

    private static Receipt Receipt(ReceiptEvent item, string issuer, string? by, int minute, bool accepted, string? code) => new()
    {
        Id = Guid.CreateVersion7(Noon),
        Event = item,
        Time = Noon.AddMinutes(minute),
        Issuer = NodeId.Parse(issuer),
        IssuerCertificate = Digest.Of("cert"u8),
        Packet = Digest.Of("packet"u8),
        PacketSize = 6,
        PacketKind = PacketKind.Document,
        From = OrganId.Parse("TINH-A"),
        DocumentId = "TINH-A,2026/03/02,05/BC-UBND",
        HandedOverBy = by is null ? null : NodeId.Parse(by),
        IssuedTo = NodeId.Parse(by ?? issuer),
        Recipients = [new RecipientOutcome(Recipient, Recipient, accepted, code)],
    };
}
