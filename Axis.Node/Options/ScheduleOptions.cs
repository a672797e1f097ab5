using Axis.Node.Schedules;

namespace Axis.Node.Options;

/// <summary>When the scheduled jobs run: whole seconds between runs, or a cron expression in Vietnam time (six fields, seconds first).</summary>
public sealed class ScheduleOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Schedules";

    /// <summary>Deliveries due again; new work is dispatched at once and does not wait for this.</summary>
    public string RetryDeliveries { get; set; } = "15";

    /// <summary>Late consignments.</summary>
    public string ChaseReceipts { get; set; } = "60";

    /// <summary>Certificates that run out.</summary>
    public string WatchCertificates { get; set; } = "21600";

    /// <summary>The journal's head; at least hourly.</summary>
    public string SealJournal { get; set; } = "600";

    /// <summary>Files that no row names.</summary>
    public string SweepPackets { get; set; } = "3600";

    /// <summary>Levels that wait and timestamps to be renewed; new packets are stamped at once and do not wait for this.</summary>
    public string RenewTimestamps { get; set; } = "3600";

    /// <summary>Revocation data that grow old, and verdicts that wait for them.</summary>
    public string RefreshRevocation { get; set; } = "300";

    /// <summary>Comparing with the neighbours; daily.</summary>
    public string Reconcile { get; set; } = "86400";

    /// <summary>Deadlines that come near or have passed.</summary>
    public string WatchDeadlines { get; set; } = "60";

    /// <summary>Giving up what was only relayed, after its time; daily.</summary>
    public string Retention { get; set; } = "86400";

    /// <summary>Reports of the day and month that are over, and mails that wait.</summary>
    public string DailyReport { get; set; } = "300";

    /// <summary>Looking whether a backup is due; how often one is made says <see cref="BackupOptions.Hours"/>.</summary>
    public string Backup { get; set; } = "1800";

    /// <summary>The time of a job by its name.</summary>
    /// <exception cref="SettingsException">The setting is no time.</exception>
    public ScheduleTime TimeOf(string job) => ScheduleTime.TryParse(TextOf(job)) ?? throw new SettingsException(Wrong(job));

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => ScheduledJob.All.Where(job => ScheduleTime.TryParse(TextOf(job)) is null).Select(Wrong);

    private string TextOf(string job) => job switch
    {
        ScheduledJob.RetryDeliveries => RetryDeliveries,
        ScheduledJob.ChaseReceipts => ChaseReceipts,
        ScheduledJob.WatchCertificates => WatchCertificates,
        ScheduledJob.SealJournal => SealJournal,
        ScheduledJob.SweepPackets => SweepPackets,
        ScheduledJob.RenewTimestamps => RenewTimestamps,
        ScheduledJob.RefreshRevocation => RefreshRevocation,
        ScheduledJob.Reconcile => Reconcile,
        ScheduledJob.WatchDeadlines => WatchDeadlines,
        ScheduledJob.Retention => Retention,
        ScheduledJob.DailyReport => DailyReport,
        ScheduledJob.Backup => Backup,
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, "No such job."),
    };

    private string Wrong(string job) =>
        $"Schedules:{job} phải là số giây từ 1 đến {ScheduleTime.MaxSeconds} hoặc biểu thức cron 6 trường (giây đứng đầu, giờ Việt Nam, máy phải có dữ liệu múi giờ), không phải '{TextOf(job)}'.";
}
