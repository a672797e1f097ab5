using System.Collections.Concurrent;
using Axis.Core.Agencies;

namespace Axis.Node.Vxp.Link;

/// <summary>When each server was last asked, and a way to have it asked sooner. In memory: what matters is rows.</summary>
public sealed class VxpPolls(TimeProvider time)
{
    private readonly ConcurrentDictionary<NodeId, (DateTimeOffset At, int Unusable)> _last = new();
    private readonly ConcurrentDictionary<NodeId, TaskCompletionSource> _sleeping = new();

    /// <summary>The last round that ended well, and how many lines of its lists had no usable identifier.</summary>
    public (DateTimeOffset At, int Unusable)? Last(NodeId link) => _last.TryGetValue(link, out var last) ? last : null;

    /// <summary>A round ended well.</summary>
    public void Note(NodeId link, DateTimeOffset at, int unusable) => _last[link] = (at, unusable);

    /// <summary>Has the server asked sooner.</summary>
    public void Hasten(NodeId link)
    {
        if (_sleeping.TryRemove(link, out var sleeper))
        {
            sleeper.TrySetResult();
        }
    }

    /// <summary>Sleeps until the time is over, or answers <c>true</c> as soon as somebody wants the server asked.</summary>
    public async Task<bool> SleepAsync(NodeId link, TimeSpan pause, CancellationToken cancellationToken)
    {
        var wake = _sleeping.GetOrAdd(link, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await wake.Task.WaitAsync(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return wake.Task.IsCompleted;
    }
}
