using Microsoft.Extensions.Logging;

namespace Axis.Node.Timestamps;

/// <summary>Events 7501–7599.</summary>
internal static partial class Log
{
    [LoggerMessage(7501, LogLevel.Information, "No timestamp authority is configured: signatures stay at level B")]
    public static partial void NotConfigured(ILogger logger);

    [LoggerMessage(7502, LogLevel.Warning, "No timestamp authority gave a token, next try in {Seconds:F0} s: {Reason}")]
    public static partial void Unavailable(ILogger logger, double seconds, string reason);

    [LoggerMessage(7503, LogLevel.Information, "Timestamp authorities answer again")]
    public static partial void AnswersAgain(ILogger logger);

    [LoggerMessage(7504, LogLevel.Warning, "Packet {Packet} waits at level {Level}, next try {DueAt:u}: {Reason}")]
    public static partial void Waits(ILogger logger, string packet, string level, DateTimeOffset dueAt, string reason);

    [LoggerMessage(7505, LogLevel.Error, "The stamping of packet {Packet} failed")]
    public static partial void Failed(ILogger logger, string packet, Exception exception);

    [LoggerMessage(7506, LogLevel.Error, "The stamping broke off and begins again")]
    public static partial void Broke(ILogger logger, Exception exception);

    [LoggerMessage(7507, LogLevel.Information, "Journal head over {Entries} entries stamped at {Time:u}")]
    public static partial void HeadStamped(ILogger logger, long entries, DateTimeOffset time);
}
