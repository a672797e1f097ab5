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

    [LoggerMessage(2205, LogLevel.Error, "Link call broke")]
    public static partial void CallBroke(ILogger logger, Exception exception);
}
