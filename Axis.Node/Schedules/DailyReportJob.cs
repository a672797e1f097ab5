using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IDailyReport"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class DailyReportJob(IDailyReport work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.DailyReport, work, cancellationToken).ConfigureAwait(false);
}
