using Microsoft.Extensions.Logging;

namespace Axis.Node.Deadlines;

internal static partial class Log
{
    [LoggerMessage(8401, LogLevel.Information, "{Count} deadlines moved with the calendar of working days")]
    public static partial void Reckoned(ILogger logger, int count);

    [LoggerMessage(8402, LogLevel.Warning, "Deadlines could not be reckoned by the calendar at the start: {Reason}")]
    public static partial void NotReckoned(ILogger logger, string reason);
}
