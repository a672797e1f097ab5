using Axis.Node.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Axis.Node.Schedules;

/// <summary>Adds the scheduled jobs to the host.</summary>
public static class ScheduleServices
{
    /// <summary>Name of the scheduler in its file.</summary>
    public const string SchedulerName = "axis";

    /// <summary>
    /// Adds Quartz with its persistent store in a file of its own (made, and its schema with it, when missing) and the jobs.
    /// The works themselves (<see cref="IRetryDeliveries"/> …) are registered by who implements them.
    /// </summary>
    /// <param name="services">The host's services; hold a <see cref="TimeProvider"/> and logging.</param>
    /// <param name="options">The times, checked.</param>
    /// <param name="storeFolder">Folder of the node's databases.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="log">Where a damaged file is told.</param>
    public static IServiceCollection AddSchedules(this IServiceCollection services, ScheduleOptions options, string storeFolder, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var connection = ScheduleFile.Prepare(Path.Combine(storeFolder, ScheduleFile.Name), time, log);
        services.AddSingleton<ScheduleStatus>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(static scheduler =>
            {
                scheduler.InstanceName = SchedulerName;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(5);

                // A stopping node asks its running jobs to end and then waits for them.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseTimeProvider(time);
            quartz.UseDefaultThreadPool(ScheduledJob.All.Count);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(connection);
                store.ProvisionSchema();
            });
            quartz.ConfigureOptions<QuartzOptions>(static quartzOptions =>
            {
                // What is declared here replaces what the file holds, so that a changed setting takes effect and a trigger stuck by a crash does not outlive the start;
                // it goes on from the last run, so that a run missed meanwhile is made up once.
                quartzOptions.Scheduling.OverwriteExistingData = true;
                quartzOptions.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true;
            });
            Add<RetryDeliveriesJob>(quartz, ScheduledJob.RetryDeliveries, options);
            Add<ChaseReceiptsJob>(quartz, ScheduledJob.ChaseReceipts, options);
            Add<WatchCertificatesJob>(quartz, ScheduledJob.WatchCertificates, options);
            Add<SealJournalJob>(quartz, ScheduledJob.SealJournal, options);
            Add<SweepPacketsJob>(quartz, ScheduledJob.SweepPackets, options);
            Add<RenewTimestampsJob>(quartz, ScheduledJob.RenewTimestamps, options);
            Add<RefreshRevocationJob>(quartz, ScheduledJob.RefreshRevocation, options);
            Add<ReconcileJob>(quartz, ScheduledJob.Reconcile, options);
            Add<WatchDeadlinesJob>(quartz, ScheduledJob.WatchDeadlines, options);
            Add<RetentionJob>(quartz, ScheduledJob.Retention, options);
            Add<DailyReportJob>(quartz, ScheduledJob.DailyReport, options);
            Add<BackupJob>(quartz, ScheduledJob.Backup, options);
        });
        services.AddQuartzHostedService(static hosted =>
        {
            hosted.WaitForJobsToComplete = true;
            hosted.AwaitApplicationStarted = true;
        });
        return services;
    }

    private static void Add<TJob>(IQuartzBuilder quartz, string name, ScheduleOptions options)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => options.TimeOf(name).Apply(trigger.WithIdentity(name)),
            job => job.WithIdentity(name));
}
