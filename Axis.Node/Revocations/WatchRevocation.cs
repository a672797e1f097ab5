using Axis.Node.Directories;
using Axis.Node.Schedules;
using Microsoft.Extensions.Hosting;

namespace Axis.Node.Revocations;

/// <summary>Fetches at once what a verdict lacks, instead of waiting for the schedule: most packets of a new signer wait a few seconds for their badge.</summary>
public sealed class WatchRevocation(HeldRevocation held, LiveDirectory directory, IRefreshRevocation work, ScheduleStatus status, TimeProvider time) : BackgroundService
{
    // However many verdicts wait, the responders are asked this often at most.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the listeners open: what was fetched before counts from the first packet on. What waited when the node stopped is looked at once.
        held.Load();
        held.Wake();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += held.Wake;
        try
        {
            while (true)
            {
                await held.WantedAsync(stoppingToken).ConfigureAwait(false);
                await status.RunAsync(ScheduledJob.RefreshRevocation, work, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Rest, time, stoppingToken).ConfigureAwait(false);
            }
        }
        finally
        {
            directory.Changed -= held.Wake;
        }
    }
}
