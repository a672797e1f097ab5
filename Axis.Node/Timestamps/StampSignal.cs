namespace Axis.Node.Timestamps;

/// <summary>Wakes the pump. A signal is only a hint: what is due is rows.</summary>
public sealed class StampSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Something became due.</summary>
    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>A task that ends at the next signal. Take it before looking for work, so that no signal falls between.</summary>
    public Task Next() => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
