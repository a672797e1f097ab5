namespace Axis.Node.Following;

/// <summary>Says that reminders may be due, so that a mail leaves at once.</summary>
internal sealed class ReminderSignal : IDisposable
{
    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly Lock _turn = new();

    /// <summary>Says so; said twice is said once.</summary>
    public void Set()
    {
        lock (_turn)
        {
            if (_due.CurrentCount == 0)
            {
                _due.Release();
            }
        }
    }

    /// <summary>Waits until it is said, at most the given time.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _due.WaitAsync(most, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _due.Dispose();
}
