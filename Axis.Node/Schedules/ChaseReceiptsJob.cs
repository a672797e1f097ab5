using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IChaseReceipts"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class ChaseReceiptsJob(IChaseReceipts work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.ChaseReceipts, work, cancellationToken).ConfigureAwait(false);
}
