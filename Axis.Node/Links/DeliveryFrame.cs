using System.Buffers;
using Axis.Core.Receipts;

namespace Axis.Node.Links;

/// <summary>
/// An offer on the wire with its attestations, and with the packet when it is small enough to ride along:
/// <c>u32 length, offer, receipts frame, u32 length, packet (length 0: not carried)</c>.
/// </summary>
/// <param name="OfferBytes">Canonical offer.</param>
/// <param name="Attestations">Receipts that prove an earlier time.</param>
/// <param name="Packet">The packet's bytes, or empty.</param>
public sealed record DeliveryFrame(ReadOnlyMemory<byte> OfferBytes, IReadOnlyList<SealedReceipt> Attestations, ReadOnlyMemory<byte> Packet)
{
    /// <summary>Content type of one frame.</summary>
    public const string ContentType = "application/vnd.docaxis.delivery";

    /// <summary>A packet up to this size, in bytes, rides along with its offer.</summary>
    public const int RideAlongBytes = 64 * 1024;

    /// <summary>Most attestations that are sent along with an offer.</summary>
    public const int MaxAttestations = 3;

    /// <summary>Longest frame in bytes.</summary>
    public const int MaxBytes = Offer.MaxBytes + RideAlongBytes + (MaxAttestations * ((2 * 1024 * 1024) + (256 * 1024))); // an attestation of many recipients is a large receipt

    /// <summary>Writes the frame.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(OfferBytes.Length + Packet.Length + 4096);
        Write(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the frame into a buffer.</summary>
    public void Write(IBufferWriter<byte> buffer)
    {
        ReceiptFrame.WriteBlock(buffer, OfferBytes.Span);
        ReceiptFrame.Write(buffer, Attestations);
        ReceiptFrame.WriteBlock(buffer, Packet.Span);
    }

    /// <summary>Reads a frame that fills the bytes exactly.</summary>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public static DeliveryFrame Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        var frame = Read(ref reader);
        reader.End();
        return frame;
    }

    internal static DeliveryFrame Read(ref FrameReader reader) =>
        new(reader.Block(Offer.MaxBytes), ReceiptFrame.Read(ref reader), reader.Block(RideAlongBytes));
}
