using Axis.Core.Streams;

namespace Axis.Core.Edxml.Files;

/// <summary>Reads a range of another stream and nothing beyond it; leaves that stream open.</summary>
internal sealed class RangeStream : ReadingStream
{
    private readonly Stream _inner;
    private long _left;

    public RangeStream(Stream inner, long offset, long length)
    {
        _inner = inner;
        _inner.Position = offset;
        _left = length;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        _left -= read;
        return read;
    }
}
