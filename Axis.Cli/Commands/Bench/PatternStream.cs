using System.Buffers.Binary;
using Axis.Core.Streams;

namespace Axis.Cli.Commands.Bench;

/// <summary>A stream of a given length that never lies anywhere: bytes that do not compress, made as they are read.</summary>
public sealed class PatternStream(long length) : ReadingStream
{
    private static readonly byte[] Block = MakeBlock();
    private long _position;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var offset = (int)(_position % Block.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, Block.Length - offset), length - _position);
        Block.AsSpan(offset, count).CopyTo(buffer);

        // Each block differs from the one before in its first bytes.
        if (offset == 0 && count >= sizeof(long) && _position > 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(buffer, _position);
        }

        _position += count;
        return count;
    }

    private static byte[] MakeBlock()
    {
        var block = new byte[1 << 20];
        new Random(7).NextBytes(block);
        "%PDF-1.7\n"u8.CopyTo(block);
        return block;
    }
}
