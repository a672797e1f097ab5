using Axis.Core.Streams;

namespace Axis.Signing.Evidence;

/// <summary>The bytes of one entry as a stream of their own. The archive stays open.</summary>
internal sealed class EntryStream(Stream archive, StoredZipEntry entry) : ReadingStream
{
    private long _position;

    public override bool CanSeek => true;

    public override long Length => entry.Size;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = archive.Read(buffer[..Ready(buffer.Length)]);
        _position += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await archive.ReadAsync(buffer[..Ready(buffer.Length)], cancellationToken).ConfigureAwait(false);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    private int Ready(int wanted)
    {
        archive.Position = entry.Offset + Math.Min(_position, entry.Size);
        return (int)Math.Min(wanted, Math.Max(0, entry.Size - _position));
    }
}
