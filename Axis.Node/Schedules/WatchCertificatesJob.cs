using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IWatchCertificates"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class WatchCertificatesJob(IWatchCertificates work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.WatchCertificates, work, cancellationToken).ConfigureAwait(false);
}
