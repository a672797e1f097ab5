using Axis.Core.Agencies;
using Axis.Core.Streams;

namespace Axis.Node.Links;

/// <summary>
/// The body of an answer, read only as long as it comes at the pace of a slow line. Only the time spent waiting for the neighbour counts: nobody is cut off
/// because this node's own disk is busy, and a long body gets as long as its length needs.
/// </summary>
internal sealed class PacedStream(Stream inner, NodeId neighbour, TimeSpan patience, int bytesPerSecond, TimeProvider time) : ReadingStream
{
    private TimeSpan _waited;
    private long _received;

    /// <summary>Not to be read while blocking: nothing would end the wait.</summary>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    /// <exception cref="LinkUnreachableException"><c>TIMEOUT</c>: nothing came for the patience, or too little over the whole time.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var earned = patience + TimeSpan.FromSeconds((double)_received / bytesPerSecond) - _waited;
        var since = time.GetTimestamp();
        using var limit = new CancellationTokenSource(earned < patience ? Max(earned, TimeSpan.Zero) : patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var read = await inner.ReadAsync(buffer, both.Token).ConfigureAwait(false);
            _received += read;
            _waited += time.GetElapsedTime(since);
            return read;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkUnreachableException($"Nút {neighbour} đưa nội dung quá chậm: {_received} byte, chờ {(_waited + time.GetElapsedTime(since)).TotalSeconds:0} giây.", e) { Code = LinkUnreachableException.Timeout };
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
