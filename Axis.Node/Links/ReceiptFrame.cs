using System.Buffers;
using System.Buffers.Binary;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Links;

/// <summary>
/// A batch of sealed receipts on the wire: each seal once, followed by the receipts under it. All integers are big-endian.
/// <c>u32 seals { u32 length, seal, u32 receipts { u32 length, bytes, u64 index, u16 pathLength, 32-byte digests } }</c>
/// </summary>
public static class ReceiptFrame
{
    /// <summary>Content type of a frame.</summary>
    public const string ContentType = "application/vnd.docaxis.receipts";

    /// <summary>Most receipts in one frame.</summary>
    public const int MaxReceipts = 2_000;

    /// <summary>Longest frame in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxSealBytes = 16 * 1024;
    private const int MaxReceiptBytes = 2 * 1024 * 1024;
    private const int MaxPath = 64;

    /// <summary>Writes the frame.</summary>
    public static byte[] Write(IReadOnlyCollection<SealedReceipt> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        var buffer = new ArrayBufferWriter<byte>(64 + (receipts.Count * 2048));
        Write(buffer, receipts);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the frame into a buffer.</summary>
    public static void Write(IBufferWriter<byte> buffer, IReadOnlyCollection<SealedReceipt> receipts)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(receipts);
        var groups = receipts.GroupBy(static r => r.SealDigest).ToList();
        WriteUInt32(buffer, (uint)groups.Count);
        foreach (var group in groups)
        {
            WriteBlock(buffer, group.First().Seal.Span);
            WriteUInt32(buffer, (uint)group.Count());
            foreach (var receipt in group)
            {
                WriteBlock(buffer, receipt.Bytes.Span);
                var head = buffer.GetSpan(10);
                BinaryPrimitives.WriteInt64BigEndian(head, receipt.Index);
                BinaryPrimitives.WriteUInt16BigEndian(head[8..], checked((ushort)receipt.Path.Count));
                buffer.Advance(10);
                foreach (var step in receipt.Path)
                {
                    step.CopyTo(buffer.GetSpan(Digest.Size));
                    buffer.Advance(Digest.Size);
                }
            }
        }
    }

    /// <summary>Reads a frame that fills the bytes exactly.</summary>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public static IReadOnlyList<SealedReceipt> Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        var receipts = Read(ref reader);
        reader.End();
        return receipts;
    }

    internal static IReadOnlyList<SealedReceipt> Read(ref FrameReader reader)
    {
        var receipts = new List<SealedReceipt>();
        var seals = reader.Count(MaxReceipts);
        for (var s = 0; s < seals; s++)
        {
            var seal = reader.Block(MaxSealBytes);
            var count = reader.Count(MaxReceipts - receipts.Count);
            for (var r = 0; r < count; r++)
            {
                var body = reader.Block(MaxReceiptBytes);
                var index = reader.Int64();
                var path = new Digest[reader.UInt16(MaxPath)];
                for (var p = 0; p < path.Length; p++)
                {
                    path[p] = reader.Digest();
                }

                receipts.Add(new SealedReceipt(body, index, path, seal));
            }
        }

        return receipts;
    }

    internal static void WriteUInt32(IBufferWriter<byte> buffer, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    internal static void WriteBlock(IBufferWriter<byte> buffer, ReadOnlySpan<byte> block)
    {
        WriteUInt32(buffer, (uint)block.Length);
        buffer.Write(block);
    }
}
