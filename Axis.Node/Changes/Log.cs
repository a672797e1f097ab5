using Microsoft.Extensions.Logging;

namespace Axis.Node.Changes;

internal static partial class Log
{
    [LoggerMessage(2901, LogLevel.Warning, "The answer of {Agency} to a recall waits: {Reason}")]
    public static partial void AnswerWaits(ILogger logger, string agency, string reason);
}
