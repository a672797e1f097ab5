using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IRenewTimestamps"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class RenewTimestampsJob(IRenewTimestamps work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.RenewTimestamps, work, cancellationToken).ConfigureAwait(false);
}
