using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Links;

namespace Axis.Node.Tests.Links;

public sealed class FrameTests
{
    private static readonly SealedReceipt[] Receipts =
    [
        new("receipt one"u8.ToArray(), 0, [Digest.Of("a"u8)], "seal one"u8.ToArray()),
        new("receipt two"u8.ToArray(), 1, [Digest.Of("b"u8), Digest.Of("c"u8)], "seal one"u8.ToArray()),
        new("receipt three"u8.ToArray(), 0, [], "seal two"u8.ToArray()),
    ];

    [Test]
    public void a_batch_of_receipts_survives_the_wire_and_carries_each_seal_once()
    {
        var bytes = ReceiptFrame.Write(Receipts);

        var read = ReceiptFrame.Read(bytes);

        Assert.That(read.Select(static r => r.Digest), Is.EqualTo(Receipts.Select(static r => r.Digest)));
        Assert.That(read.Select(static r => r.SealDigest), Is.EqualTo(Receipts.Select(static r => r.SealDigest)));
        Assert.That(read[1].Path, Is.EqualTo(Receipts[1].Path));
        Assert.That(Count(bytes, "seal one"u8), Is.EqualTo(1));
    }

    [Test]
    public void a_delivery_with_its_packet_survives_the_wire()
    {
        var frame = new DeliveryFrame("offer"u8.ToArray(), Receipts, "packet"u8.ToArray());

        var read = DeliveryFrame.Read(frame.Write());

        Assert.That(read.OfferBytes.ToArray(), Is.EqualTo(frame.OfferBytes.ToArray()));
        Assert.That(read.Packet.ToArray(), Is.EqualTo(frame.Packet.ToArray()));
        Assert.That(read.Attestations, Has.Count.EqualTo(3));
    }

    [Test]
    public void what_waits_survives_the_wire()
    {
        var frame = new WaitingFrame([new DeliveryFrame("one"u8.ToArray(), [], default), new DeliveryFrame("two"u8.ToArray(), [], "p"u8.ToArray())], Receipts);

        var read = WaitingFrame.Read(frame.Write());

        Assert.That(read.Deliveries, Has.Count.EqualTo(2));
        Assert.That(read.Receipts, Has.Count.EqualTo(3));
    }

    [Test]
    public void the_largest_offer_packet_and_attestations_fit_into_one_frame()
    {
        var attestations = Enumerable.Range(0, DeliveryFrame.MaxAttestations)
            .Select(i => new SealedReceipt(Filled(2 * 1024 * 1024, i), 0, [.. Enumerable.Range(0, 64).Select(n => Digest.Of([(byte)n]))], Filled(16 * 1024, i)))
            .ToList();
        var bytes = new DeliveryFrame(Filled(Offer.MaxBytes, 1), attestations, Filled(DeliveryFrame.RideAlongBytes, 2)).Write();

        Assert.That(bytes, Has.Length.LessThanOrEqualTo(DeliveryFrame.MaxBytes));
        Assert.That(DeliveryFrame.Read(bytes).Attestations.Select(static a => a.Digest), Is.EqualTo(attestations.Select(static a => a.Digest)));
    }

    [Test]
    public void an_attestation_longer_than_a_receipt_may_be_is_refused()
    {
        var bytes = new DeliveryFrame("offer"u8.ToArray(), [new SealedReceipt(Filled((2 * 1024 * 1024) + 1, 0), 0, [], "seal"u8.ToArray())], default).Write();

        Assert.Throws<LinkException>(() => DeliveryFrame.Read(bytes));
    }

    private static byte[] Filled(int length, int with)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)with);
        return bytes;
    }

    [Test]
    public void every_cut_of_a_frame_is_refused()
    {
        var bytes = new DeliveryFrame("offer"u8.ToArray(), Receipts, "packet"u8.ToArray()).Write();
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes.AsMemory(0, length);
            Assert.Throws<LinkException>(() => DeliveryFrame.Read(cut), $"cut at {length}");
        }
    }

    [Test]
    public void bytes_after_a_frame_are_refused()
    {
        byte[] longer = [.. ReceiptFrame.Write(Receipts), 0];

        Assert.Throws<LinkException>(() => ReceiptFrame.Read(longer));
    }

    [Test]
    public void a_length_beyond_its_limit_is_refused_before_anything_is_allocated()
    {
        byte[] huge = [0x7F, 0xFF, 0xFF, 0xFF];

        Assert.Throws<LinkException>(() => ReceiptFrame.Read(huge));
        Assert.Throws<LinkException>(() => DeliveryFrame.Read(huge));
        Assert.Throws<LinkException>(() => WaitingFrame.Read(huge));
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part)
    {
        var count = 0;
        int at;
        while ((at = bytes.IndexOf(part)) >= 0)
        {
            count++;
            bytes = bytes[(at + part.Length)..];
        }

        return count;
    }

    [Test]
    public void what_a_neighbour_says_of_a_refusal_is_cut_to_a_sentence()
    {
        var problem = new LinkProblem("urn:docaxis:link:x", "x", 400, "SOME_CODE", new string('x', 100_000), false, null);

        Assert.That((problem.HasCode(), problem.Sentence().Length), Is.EqualTo((true, 500)));
        Assert.That((problem with { Code = "\u001b[2J" }).HasCode(), Is.False);
    }
}
