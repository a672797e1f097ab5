using Microsoft.Extensions.Logging;

namespace Axis.Node.Retention;

internal static partial class Log
{
    [LoggerMessage(EventId = 9401, Level = LogLevel.Warning, Message = "The evidence about {Packet} could not be written, so its bytes stay: {Reason}")]
    public static partial void EvidenceNotWritten(ILogger logger, string packet, string reason);
}
