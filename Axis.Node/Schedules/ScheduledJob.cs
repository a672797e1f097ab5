namespace Axis.Node.Schedules;

/// <summary>The names of the scheduled jobs, as settings, status and logs write them.</summary>
public static class ScheduledJob
{
    /// <summary>Sends what is due again.</summary>
    public const string RetryDeliveries = "RetryDeliveries";

    /// <summary>Warns of late consignments and states failures.</summary>
    public const string ChaseReceipts = "ChaseReceipts";

    /// <summary>Warns of certificates that run out.</summary>
    public const string WatchCertificates = "WatchCertificates";

    /// <summary>Seals the journal's head.</summary>
    public const string SealJournal = "SealJournal";

    /// <summary>Removes files that no row names and uploads that were given up.</summary>
    public const string SweepPackets = "SweepPackets";

    /// <summary>Wakes the stamping: levels that wait, timestamps to be renewed.</summary>
    public const string RenewTimestamps = "RenewTimestamps";

    /// <summary>Fetches revocation data before they grow old and judges again what waits for them.</summary>
    public const string RefreshRevocation = "RefreshRevocation";

    /// <summary>Compares with every neighbour what passed between the two.</summary>
    public const string Reconcile = "Reconcile";

    /// <summary>Warns before deadlines pass, and when they have.</summary>
    public const string WatchDeadlines = "WatchDeadlines";

    /// <summary>Gives up the bytes of what was only relayed, after its time.</summary>
    public const string Retention = "Retention";

    /// <summary>Makes the reports of the day and month before and mails them.</summary>
    public const string DailyReport = "DailyReport";

    /// <summary>Backs the node up.</summary>
    public const string Backup = "Backup";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [RetryDeliveries, ChaseReceipts, WatchCertificates, SealJournal, SweepPackets, RenewTimestamps, RefreshRevocation, Reconcile, WatchDeadlines, Retention, DailyReport, Backup];
}
