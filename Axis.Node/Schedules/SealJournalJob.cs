using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="ISealJournal"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class SealJournalJob(ISealJournal work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.SealJournal, work, cancellationToken).ConfigureAwait(false);
}
