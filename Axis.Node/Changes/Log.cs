using Microsoft.Extensions.Logging;

namespace Axis.Node.Changes;

internal static partial class Log
{
    [LoggerMessage(2901, LogLevel.Warning, "The answer of {Agency} to a recall waits: {Reason}")]
    public static partial void AnswerWaits(ILogger logger, string agency, string reason);

    [LoggerMessage(2902, LogLevel.Error, "Answering for documents that were recalled unread broke off and begins again")]
    public static partial void AnsweringBroke(ILogger logger, Exception exception);
}
