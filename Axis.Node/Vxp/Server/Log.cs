using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Server;

internal static partial class Log
{
    [LoggerMessage(7701, LogLevel.Warning, "A VXP call of {System} was not accepted: {Reason}")]
    public static partial void CallRefused(ILogger logger, string system, string reason);

    [LoggerMessage(7702, LogLevel.Information, "VXP call {Call} was answered {Code}")]
    public static partial void CallFailed(ILogger logger, string call, string code);

    [LoggerMessage(7703, LogLevel.Error, "VXP call {Call} broke")]
    public static partial void CallBroke(ILogger logger, string call, Exception exception);
}
