using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="ISweepPackets"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class SweepPacketsJob(ISweepPackets work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.SweepPackets, work, cancellationToken).ConfigureAwait(false);
}
