namespace Axis.Node.Changes;

/// <summary>Wakes who answers for documents that were cancelled unread. Losing it loses nothing: the rows are looked at every minute too (promise 6).</summary>
public sealed class UnreadSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>There is something to answer.</summary>
    public void Set()
    {
        lock (_gate)
        {
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Waits for it, or for the time to pass.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _signal.WaitAsync(longest, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
