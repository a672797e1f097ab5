using System.Buffers;

namespace Axis.Core.Edxml;

/// <summary>
/// Reads a packet in one pass and accepts nothing but the native form: the skeleton byte-canonical, the files strict base64 between their literal tags,
/// each where the strict profile has it. Memory does not grow with the files.
/// </summary>
public static class NativePacketReader
{
    private const int BlockBytes = 512 * 1024;
    private const int Blocks = 6;

    /// <summary>Reads a packet that is in memory.</summary>
    /// <exception cref="NativeFormException">The bytes are not a packet in the native form.</exception>
    public static NativePacket Read(ReadOnlyMemory<byte> packet, NativeReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var splitter = new NativeSplitter(options, parallel: false, packet.Length);
        splitter.Take(packet);
        splitter.End();
        return Finish(splitter);
    }

    /// <summary>
    /// Reads a packet of any size from a stream to its end. A packet larger than one block is digested on several threads.
    /// </summary>
    /// <exception cref="NativeFormException">The bytes are not a packet in the native form.</exception>
    public static async Task<NativePacket> ReadAsync(Stream packet, NativeReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(options);
        var first = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var read = await packet.ReadAtLeastAsync(first.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read < BlockBytes
                ? Read(first.AsMemory(0, read), options)
                : await ReadBlocksAsync(packet, first, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
        }
    }

    private static async Task<NativePacket> ReadBlocksAsync(Stream packet, byte[] first, NativeReadOptions options, CancellationToken cancellationToken)
    {
        using var splitter = new NativeSplitter(options, parallel: true, BlockBytes);
        var ring = new (byte[] Buffer, Task Users)[Blocks];
        try
        {
            splitter.Take(first.AsMemory(0, BlockBytes));
            for (var i = 0; ; i = (i + 1) % Blocks)
            {
                var slot = ring[i].Buffer is null ? (Buffer: ArrayPool<byte>.Shared.Rent(BlockBytes), Users: Task.CompletedTask) : ring[i];
                ring[i] = slot;
                await slot.Users.ConfigureAwait(false);
                var read = await packet.ReadAtLeastAsync(slot.Buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (read > 0)
                {
                    splitter.Take(slot.Buffer.AsMemory(0, read));
                    ring[i].Users = splitter.Tail;
                }

                if (read < BlockBytes)
                {
                    break;
                }
            }

            splitter.End();
            await splitter.Tail.ConfigureAwait(false);
            return Finish(splitter);
        }
        finally
        {
            // No buffer may go back while a job still reads it, whatever went wrong.
            await splitter.Tail.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var slot in ring)
            {
                if (slot.Buffer is not null)
                {
                    ArrayPool<byte>.Shared.Return(slot.Buffer);
                }
            }
        }
    }

    private static NativePacket Finish(NativeSplitter splitter)
    {
        if (splitter.Skeleton.Length > NativeLimits.SkeletonBytes)
        {
            throw new NativeFormException("native-size", -1, "Phần mô tả của gói tin (không kể tệp) lớn hơn 8 MiB.");
        }

        try
        {
            var root = NativeScanner.Scan(splitter.Skeleton.Span);
            var shape = NativeShape.Check(root, splitter);
            var (packetDigest, enveloped, files) = splitter.Finish();
            var found = new NativeFile[shape.Files.Count];
            for (var i = 0; i < found.Length; i++)
            {
                var range = splitter.Ranges[i];
                found[i] = new NativeFile(shape.Files[i], range.Offset, range.Length, files[i].Size, files[i].Sha256);
            }

            return new NativePacket
            {
                Skeleton = splitter.Skeleton,
                Root = root,
                Header = shape.Header,
                Signature = shape.Signature,
                Files = found,
                Size = splitter.Size,
                PacketDigest = packetDigest,
                EnvelopedDigest = enveloped,
            };
        }
        catch (NativeFormException e) when (splitter.Ranges.Count > 0 && e.Offset > splitter.Ranges[0].SkeletonOffset)
        {
            throw new NativeFormException(e.Code, splitter.PacketOffset(e.Offset), e.Message);
        }
    }
}
