using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Reconciling;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>
/// Compares with every neighbour that can be called what passed between the two in the last days, one after the other. A neighbour that is away is compared with
/// when its link opens, or the next day.
/// </summary>
public sealed class Reconcile(LiveDirectory directory, LinkGate gate, LinkClients clients, ReconcileLink link, TimeProvider time, ILogger<Reconcile> logger) : IReconcile
{
    /// <summary>How far back a run looks; two runs may fail before something is not looked at.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(3);

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var repaired = 0;
        foreach (var neighbour in directory.Neighbours.Where(n => !n.Fetches && gate.IsOpen(n.Id) && clients.Circuit(n.Id).Remaining == TimeSpan.Zero))
        {
            try
            {
                var report = await link.RunAsync(neighbour.Id, time.GetUtcNow() - Back, cancellationToken).ConfigureAwait(false);
                repaired += report.Returned + report.Receipts;
                if (report.OutOfTime)
                {
                    Log.NotCompared(logger, neighbour.Id.Value, "its time was used up before it had told everything");
                }
            }
            catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException or LinkException or StoreUnavailableException or IOException)
            {
                Log.NotCompared(logger, neighbour.Id.Value, e.Message);
            }
        }

        return repaired;
    }
}
