using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IRetention"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(IRetention work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.Retention, work, cancellationToken).ConfigureAwait(false);
}
