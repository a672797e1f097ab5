using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

/// <summary>A packet with one large file that exists only while it is read.</summary>
internal sealed class LargePacket(PacketLayout layout, long base64Length) : Stream
{
    private readonly byte[] _before = [.. layout.BeforeSignature.Span, .. layout.Pieces[0].Span];
    private readonly byte[] _after = layout.Pieces[1].ToArray();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_position < _before.Length)
        {
            read = Copy(_before.AsSpan((int)_position), buffer);
        }
        else if (_position < _before.Length + base64Length)
        {
            read = (int)Math.Min(buffer.Length, _before.Length + base64Length - _position);
            buffer[..read].Fill((byte)'J');
        }
        else
        {
            read = Copy(_after.AsSpan((int)(_position - _before.Length - base64Length)), buffer);
        }

        _position += read;
        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var count = Math.Min(from.Length, to.Length);
        from[..count].CopyTo(to);
        return count;
    }
}
