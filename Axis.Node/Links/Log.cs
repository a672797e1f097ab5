using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Information, "Pumps to {Neighbour} started")]
    public static partial void PumpStarted(ILogger logger, string neighbour);

    [LoggerMessage(2202, LogLevel.Error, "A pump to {Neighbour} broke and starts again")]
    public static partial void PumpBroke(ILogger logger, string neighbour, Exception exception);

    [LoggerMessage(2203, LogLevel.Warning, "Fetching from {Neighbour} failed: {Code}")]
    public static partial void FetchFailed(ILogger logger, string neighbour, string code);

    [LoggerMessage(2204, LogLevel.Warning, "Link call refused for {Neighbour}: {Code}")]
    public static partial void CallRefused(ILogger logger, string neighbour, string code);

    [LoggerMessage(2206, LogLevel.Warning, "Refusal of a call of {Neighbour} not journalled ({Code}): {Reason}")]
    public static partial void RefusalNotJournalled(ILogger logger, string neighbour, string code, string reason);

    [LoggerMessage(2207, LogLevel.Warning, "A certificate that names {Neighbour} was refused at the handshake: it is not the key in the directory")]
    public static partial void StrangeKey(ILogger logger, string neighbour);

    [LoggerMessage(2208, LogLevel.Warning, "Changed key of {Neighbour} not written down: {Reason}")]
    public static partial void StrangeKeyNotKept(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2209, LogLevel.Information, "{Neighbour} was not told that this node is up: {Reason}")]
    public static partial void NotGreeted(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2210, LogLevel.Debug, "{Neighbour} answered at once with nothing that can be taken, {Times} times in a row")]
    public static partial void FetchedNothing(ILogger logger, string neighbour, int times);

    [LoggerMessage(2205, LogLevel.Error, "Link call broke")]
    public static partial void CallBroke(ILogger logger, Exception exception);

    [LoggerMessage(2220, LogLevel.Warning, "The epoch mark beside the database was not written: {Reason}")]
    public static partial void MarkNotWritten(ILogger logger, string reason);
}
