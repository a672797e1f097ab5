using Axis.Node.Storage;
using Axis.Node.Timestamps;

namespace Axis.Node.Schedules;

/// <summary>Wakes the stamping when something is due: a packet that waits for its level, or a timestamp that is to be renewed before it ceases to hold.</summary>
public sealed class RenewTimestamps(IStore store, StampSignal signal, TimeProvider time) : IRenewTimestamps
{
    private const int CountedAtMost = 10_000;

    /// <inheritdoc/>
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = store.Read(s => s.Proofs.CountDue(time.GetUtcNow(), CountedAtMost));
        if (due > 0)
        {
            signal.Set();
        }

        return Task.FromResult(due);
    }
}
