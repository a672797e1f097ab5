using Axis.Node.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using ScheduleRuns = Axis.Node.Schedules.ScheduleStatus;
using ScheduleView = Axis.Core.Contracts.ScheduleStatus;

namespace Axis.Node.Api;

/// <summary>What the scheduler and its jobs say of themselves. A node without a scheduler says so; it never counts as running.</summary>
internal sealed class ScheduleReport(IServiceProvider services, TimeProvider time)
{
    /// <summary>State of a job whose next run lies further away than it may: it was planned by a clock that was ahead.</summary>
    public const string Ahead = "ahead";

    /// <summary>Each job.</summary>
    public async Task<IReadOnlyList<ScheduleView>> ListAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<ScheduleRuns>() is not { } status || await FindAsync(cancellationToken).ConfigureAwait(false) is not { } scheduler)
        {
            return [];
        }

        var list = new List<ScheduleView>();
        foreach (var run in status.Runs())
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(run.Name), cancellationToken).ConfigureAwait(false);
            var state = run.ConsecutiveFailures > 0 ? "failing" : trigger is null ? "missing" : IsAhead(trigger) ? Ahead : "normal";
            list.Add(new ScheduleView(run.Name, run.StartedAt ?? trigger?.PreviousFireTimeUtc, trigger?.NextFireTimeUtc, state)
            {
                Runs = run.Count,
                LastTookSeconds = run.Took?.TotalSeconds,
                ConsecutiveFailures = run.ConsecutiveFailures,
                LastErrorAt = run.LastErrorAt,
                LastError = run.LastError,
            });
        }

        return list;
    }

    /// <summary>Whether work that comes due is woken up.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken).ConfigureAwait(false) is { } scheduler
        && await scheduler.GetStatus(cancellationToken).ConfigureAwait(false) == SchedulerStatus.Running;

    private bool IsAhead(ITrigger trigger)
    {
        var now = time.GetUtcNow();
        return !ClockSlack.IsPast(trigger.StartTimeUtc, now) || trigger.NextFireTimeUtc > trigger.GetFireTimeAfter(now) + ClockSlack.Allowed;
    }

    private async Task<IScheduler?> FindAsync(CancellationToken cancellationToken) =>
        services.GetService<ISchedulerFactory>() is { } factory ? await factory.GetScheduler(cancellationToken).ConfigureAwait(false) : null;
}
