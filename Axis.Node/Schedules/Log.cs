using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>Events 6001–6099.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Debug, "{Job} did {Done} in {Milliseconds:F0} ms")]
    public static partial void Ran(ILogger logger, string job, int done, double milliseconds);

    [LoggerMessage(6002, LogLevel.Error, "{Job} failed; it runs again at its next time")]
    public static partial void Failed(ILogger logger, Exception exception, string job);

    [LoggerMessage(6003, LogLevel.Information, "{Job} stopped with the node")]
    public static partial void Stopped(ILogger logger, string job);

    [LoggerMessage(6004, LogLevel.Warning, "The schedule's file was damaged ({Reason}); it is kept as {KeptAs} and a new one begun. No work is lost")]
    public static partial void Damaged(ILogger logger, string reason, string keptAs);

    [LoggerMessage(6005, LogLevel.Warning, "Certificate {Thumbprint} ({Use} of {Owner}) runs out in {Days} days")]
    public static partial void CertificateEnds(ILogger logger, string thumbprint, string use, string owner, int days);

    [LoggerMessage(6006, LogLevel.Warning, "{Count} documents are late at their recipients")]
    public static partial void Late(ILogger logger, int count);

    [LoggerMessage(6007, LogLevel.Warning, "{Count} statuses speak of documents that never came")]
    public static partial void StatusesWithoutDocument(ILogger logger, int count);

    [LoggerMessage(6010, LogLevel.Warning, "Not compared with {Neighbour}: {Reason}")]
    public static partial void NotCompared(ILogger logger, string neighbour, string reason);

    [LoggerMessage(6011, LogLevel.Warning, "{Count} deadlines came near or passed")]
    public static partial void DeadlinesTold(ILogger logger, int count);
}
