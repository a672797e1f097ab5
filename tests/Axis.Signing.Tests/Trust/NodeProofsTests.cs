using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

/// <summary>What a node's receipt proves of time.</summary>
public sealed class NodeProofsTests
{
    private static readonly DateTimeOffset Sealed = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    [TestCase(-60, true)]
    [TestCase(-61, false)]
    [TestCase(5, true)]
    [TestCase(6, false)]
    public void a_receipt_far_from_its_seal_proves_nothing(int minutes, bool proves) =>
        Assert.That(NodeProofs.Of(At(Sealed.AddMinutes(minutes)), Sealed, VerificationPolicy.Default) is not null, Is.EqualTo(proves));

    [TestCase(-30, 0)]
    [TestCase(3, 3)]
    public void it_counts_from_the_later_of_receipt_and_seal(int minutes, int counts) =>
        Assert.That(NodeProofs.Of(At(Sealed.AddMinutes(minutes)), Sealed, VerificationPolicy.Default)!.Time, Is.EqualTo(Sealed.AddMinutes(counts)));

    [Test]
    public void a_node_counts_once_with_its_earliest_word()
    {
        Proof[] proofs = [new(Sealed.AddHours(2), Proof.NativeReceipt, "tinh"), new(Sealed.AddHours(1), Proof.NativeReceipt, "huyen"), new(Sealed, Proof.NativeReceipt, "tinh")];
        Assert.That(NodeProofs.Earliest(proofs), Is.EqualTo(new[] { proofs[2], proofs[1] }));
    }

    private static Receipt At(DateTimeOffset time) => new()
    {
        Id = Guid.CreateVersion7(time),
        Event = ReceiptEvent.RelayAcceptance,
        Time = time,
        Issuer = NodeId.Parse("tinh"),
        IssuerCertificate = Digest.Of("seal"u8),
        Packet = Digest.Of("packet"u8),
        PacketSize = 6,
        PacketKind = PacketKind.Document,
        From = OrganId.Parse("H37.20.61"),
        DocumentId = "a",
        IssuedTo = NodeId.Parse("huyen"),
        Recipients = [],
    };
}
