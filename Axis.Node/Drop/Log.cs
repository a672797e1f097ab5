using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>Events 7901–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(7901, LogLevel.Information, "The folder of {Agency} gave packet {Packet}")]
    public static partial void Taken(ILogger logger, string agency, string packet);

    [LoggerMessage(7902, LogLevel.Warning, "Something in the folder of {Agency} is refused: {Code}")]
    public static partial void Refused(ILogger logger, string agency, string code);

    [LoggerMessage(7903, LogLevel.Warning, "Something complete in the folder of {Agency} cannot be moved")]
    public static partial void NotClaimed(ILogger logger, string agency, Exception exception);

    [LoggerMessage(7904, LogLevel.Warning, "The folder of {Agency} cannot be used or finished now: {Reason}")]
    public static partial void Failing(ILogger logger, string agency, string reason);

    [LoggerMessage(7905, LogLevel.Error, "Looking through the folder of {Agency} broke off and begins again")]
    public static partial void Broke(ILogger logger, string agency, Exception exception);

    [LoggerMessage(7906, LogLevel.Warning, "Something refused in the folder of {Agency} cannot be moved to refused/")]
    public static partial void NotRefused(ILogger logger, string agency, Exception exception);
}
