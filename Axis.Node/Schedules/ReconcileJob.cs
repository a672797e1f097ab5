using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Wakes <see cref="IReconcile"/>; never twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class ReconcileJob(IReconcile work, ScheduleStatus status) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await status.RunAsync(ScheduledJob.Reconcile, work, cancellationToken).ConfigureAwait(false);
}
