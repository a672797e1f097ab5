using System.Buffers;
using Axis.Core.Receipts;

namespace Axis.Node.Links;

/// <summary>
/// What waits for a node that fetches (it cannot be reached from outside): <c>u32 deliveries { frame }, receipts frame</c>.
/// </summary>
/// <param name="Deliveries">Offers, small packets with them.</param>
/// <param name="Receipts">Receipts on their way home to that node.</param>
public sealed record WaitingFrame(IReadOnlyList<DeliveryFrame> Deliveries, IReadOnlyList<SealedReceipt> Receipts)
{
    /// <summary>Content type of the frame.</summary>
    public const string ContentType = "application/vnd.docaxis.waiting";

    /// <summary>Most deliveries in one answer.</summary>
    public const int MaxDeliveries = 32;

    /// <summary>Longest frame in bytes.</summary>
    public const int MaxBytes = (MaxDeliveries * DeliveryFrame.MaxBytes) + ReceiptFrame.MaxBytes;

    /// <summary>Writes the frame.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        ReceiptFrame.WriteUInt32(buffer, (uint)Deliveries.Count);
        foreach (var delivery in Deliveries)
        {
            delivery.Write(buffer);
        }

        ReceiptFrame.Write(buffer, Receipts);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a frame that fills the bytes exactly.</summary>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public static WaitingFrame Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        var deliveries = new DeliveryFrame[reader.Count(MaxDeliveries)];
        for (var i = 0; i < deliveries.Length; i++)
        {
            deliveries[i] = DeliveryFrame.Read(ref reader);
        }

        var receipts = ReceiptFrame.Read(ref reader);
        reader.End();
        return new WaitingFrame(deliveries, receipts);
    }
}
