using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IBackup"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class BackupJob(IBackup work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.Backup, work, cancellationToken).ConfigureAwait(false);
}
