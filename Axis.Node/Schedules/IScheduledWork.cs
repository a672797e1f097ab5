namespace Axis.Node.Schedules;

/// <summary>Work that a schedule wakes. What is due is read from rows, so a missed or repeated run loses and doubles nothing (promise 6).</summary>
public interface IScheduledWork
{
    /// <summary>Does what is due now.</summary>
    /// <returns>How many things were done; 0 when nothing was due.</returns>
    Task<int> RunAsync(CancellationToken cancellationToken);
}

/// <summary>Sends deliveries that are due again, over every link.</summary>
public interface IRetryDeliveries : IScheduledWork;

/// <summary>Warns senders of late consignments and states failures of what could not be handed on in time.</summary>
public interface IChaseReceipts : IScheduledWork;

/// <summary>Warns 60, 30 and 7 days before a certificate of this node or of an agency hosted here runs out.</summary>
public interface IWatchCertificates : IScheduledWork;

/// <summary>Seals the journal's head over the entries appended since the last one.</summary>
public interface ISealJournal : IScheduledWork;

/// <summary>Compares with every neighbour what passed between the two lately, and takes back what is missing here.</summary>
public interface IReconcile : IScheduledWork;

/// <summary>Removes files that no row names and partial uploads that expired.</summary>
public interface ISweepPackets : IScheduledWork;

/// <summary>Gives up the bytes of documents that were only relayed, after their evidence is written (ARC-10).</summary>
public interface IRetention : IScheduledWork;

/// <summary>Makes the reports of days and months that are over, and mails them where a mail server is configured (OPS-01).</summary>
public interface IDailyReport : IScheduledWork;

/// <summary>Backs the node up when the last backup is old enough (OPS-05).</summary>
public interface IBackup : IScheduledWork;

/// <summary>Wakes the stamping for packets that wait for their level and for timestamps that are to be renewed.</summary>
public interface IRenewTimestamps : IScheduledWork;

/// <summary>Warns those responsible before a deadline passes, and when it has.</summary>
public interface IWatchDeadlines : IScheduledWork;

/// <summary>Fetches revocation data that are missing or grow old, and judges again the packets whose verdict waits for them.</summary>
public interface IRefreshRevocation : IScheduledWork;
