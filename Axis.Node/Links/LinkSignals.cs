using System.Collections.Concurrent;
using Axis.Core.Agencies;

namespace Axis.Node.Links;

/// <summary>
/// Wakes whoever waits for work towards a neighbour (a pump here, or a long poll of the neighbour). A signal is only a hint: the work itself is rows.
/// </summary>
public sealed class LinkSignals
{
    private readonly ConcurrentDictionary<NodeId, TaskCompletionSource> _waiting = new();

    /// <summary>Something became due for the neighbour.</summary>
    public void Set(NodeId neighbour)
    {
        if (_waiting.TryRemove(neighbour, out var source))
        {
            source.TrySetResult();
        }
    }

    /// <summary>A task that ends at the next signal. Take it before looking for work, so that no signal falls between.</summary>
    public Task Next(NodeId neighbour) =>
        _waiting.GetOrAdd(neighbour, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
