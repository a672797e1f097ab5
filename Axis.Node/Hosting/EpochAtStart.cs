using Axis.Node.Links;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Hosting;

/// <summary>Settles the epoch, and with it the journal's log, before anything of this node speaks to a neighbour or seals.</summary>
public sealed class EpochAtStart(NodeEpoch epoch, ILogger<EpochAtStart> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Epoch(logger, epoch.Value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
