using Microsoft.Extensions.Logging;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Log messages of the embedded store (event ids 3000–3019).</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "A transaction of {Works} works was not committed; nothing of it was acknowledged.")]
    public static partial void BatchFailed(ILogger logger, int works, Exception exception);

    [LoggerMessage(3001, LogLevel.Warning, "The database was opened anew after a failure.")]
    public static partial void StoreReopened(ILogger logger);

    [LoggerMessage(3002, LogLevel.Error, "An action after a commit failed; the commit stands.")]
    public static partial void AfterCommitFailed(ILogger logger, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "A connection did not close cleanly.")]
    public static partial void CloseFailed(ILogger logger, Exception exception);
}
