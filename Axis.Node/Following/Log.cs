using Microsoft.Extensions.Logging;

namespace Axis.Node.Following;

/// <summary>Events 8301–8319. No names, no addresses.</summary>
internal static partial class Log
{
    [LoggerMessage(8301, LogLevel.Warning, "A reminder waits for the mail server: {Reason}")]
    public static partial void ReminderWaits(ILogger logger, string reason);

    [LoggerMessage(8302, LogLevel.Error, "Mailing reminders broke off and is tried again")]
    public static partial void ReminderMailsBroke(ILogger logger, Exception exception);
}
