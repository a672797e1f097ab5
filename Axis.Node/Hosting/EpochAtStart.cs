using Axis.Node.Links;
using Microsoft.Extensions.Hosting;

namespace Axis.Node.Hosting;

/// <summary>Settles the epoch, and with it the journal's log, before anything of this node speaks to a neighbour or seals.</summary>
public sealed class EpochAtStart(NodeEpoch epoch) : IHostedService
{
    /// <summary>The epoch of this run.</summary>
    public NodeEpoch Epoch => epoch;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
