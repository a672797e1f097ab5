using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IWatchDeadlines"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class WatchDeadlinesJob(IWatchDeadlines work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.WatchDeadlines, work, cancellationToken).ConfigureAwait(false);
}
