using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Schedules;

/// <summary>Wakes the pumps of every link on which something is due: the schedule only reminds, the rows say what.</summary>
public sealed class RetryDeliveries(IStore store, LiveDirectory directory, LinkSignals signals, TimeProvider time) : IRetryDeliveries
{
    /// <inheritdoc/>
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var woken = 0;
        var owed = store.Read(static s => s.Returns.Counts()).Select(static r => r.Neighbour).ToHashSet();
        foreach (var neighbour in directory.Neighbours)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (owed.Contains(neighbour.Id) || store.Read(s => s.Outbox.NextDue(neighbour.Id)) <= time.GetUtcNow())
            {
                signals.Set(neighbour.Id);
                woken++;
            }
        }

        return Task.FromResult(woken);
    }
}
