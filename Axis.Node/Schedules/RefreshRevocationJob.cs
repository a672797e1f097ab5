using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IRefreshRevocation"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class RefreshRevocationJob(IRefreshRevocation work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.RefreshRevocation, work, cancellationToken).ConfigureAwait(false);
}
