using Axis.Core.Streams;

namespace Axis.Node.Api;

/// <summary>Passes bytes on to a file, asking every few MiB whether the disk has room for more: others fill it at the same time. Leaves the file open.</summary>
/// <param name="file">Takes the bytes.</param>
/// <param name="ensureRoom">Throws when the disk has no room for so many bytes above its reserve.</param>
internal sealed class ReservingStream(Stream file, Action<long> ensureRoom) : WritingStream
{
    /// <summary>Bytes written between two questions, so the most by which one writer gets into the reserve.</summary>
    public const int Step = 4 << 20;

    private long _left;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Take(buffer.Length);
        file.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Take(buffer.Length);
        return file.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => file.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => file.FlushAsync(cancellationToken);

    private void Take(int bytes)
    {
        if (bytes > _left)
        {
            ensureRoom(bytes);
            _left = Math.Max(Step, bytes);
        }

        _left -= bytes;
    }
}
