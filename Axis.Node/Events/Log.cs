using Microsoft.Extensions.Logging;

namespace Axis.Node.Events;

/// <summary>Events 7801–7899.</summary>
internal static partial class Log
{
    [LoggerMessage(7801, LogLevel.Warning, "Receiver {Target} takes no events now: {Reason}")]
    public static partial void Away(ILogger logger, string target, string reason);

    [LoggerMessage(7802, LogLevel.Warning, "Event {Sequence} is parked for receiver {Target}: {Reason}")]
    public static partial void Parked(ILogger logger, string target, long sequence, string reason);

    [LoggerMessage(7803, LogLevel.Error, "Telling receiver {Target} broke off and begins again")]
    public static partial void Broke(ILogger logger, string target, Exception exception);
}
