using Axis.Core.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Axis.Node.Api;

/// <summary>What the scheduler says of itself. A node without a scheduler says so; it never counts as running.</summary>
/// <param name="services">Where the scheduler is found, if there is one.</param>
/// <param name="runs">How the jobs fared.</param>
public sealed class ScheduleReport(IServiceProvider services, Func<IReadOnlyList<ScheduleStatus>> runs)
{
    /// <summary>Each job.</summary>
    public IReadOnlyList<ScheduleStatus> List() => runs();

    /// <summary>Whether work that comes due is woken up.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory)
        {
            return false;
        }

        var scheduler = await factory.GetScheduler(cancellationToken).ConfigureAwait(false);
        return await scheduler.GetStatus(cancellationToken).ConfigureAwait(false) == SchedulerStatus.Running;
    }
}
