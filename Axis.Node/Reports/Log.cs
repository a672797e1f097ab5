using Microsoft.Extensions.Logging;

namespace Axis.Node.Reports;

/// <summary>Events 8201–8219.</summary>
internal static partial class Log
{
    [LoggerMessage(8201, LogLevel.Information, "{Count} reports were made")]
    public static partial void ReportsMade(ILogger logger, int count);

    [LoggerMessage(8202, LogLevel.Warning, "A report waits for the mail server: {Reason}")]
    public static partial void MailWaits(ILogger logger, string reason);
}
