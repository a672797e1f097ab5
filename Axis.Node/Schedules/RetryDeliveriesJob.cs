using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IRetryDeliveries"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class RetryDeliveriesJob(IRetryDeliveries work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.RetryDeliveries, work, cancellationToken).ConfigureAwait(false);
}
