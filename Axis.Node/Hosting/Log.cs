using Microsoft.Extensions.Logging;

namespace Axis.Node.Hosting;

/// <summary>Events 5100–5119.</summary>
internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Information, "Node {Node} ready after {Milliseconds} ms: {Addresses}")]
    public static partial void Ready(ILogger logger, string node, long milliseconds, string addresses);

    [LoggerMessage(5101, LogLevel.Information, "Node {Node} stopping: finishing what is under way")]
    public static partial void Stopping(ILogger logger, string node);

    [LoggerMessage(5102, LogLevel.Warning, "This machine has no IPv6; {Address} is not opened")]
    public static partial void NoIpv6(ILogger logger, string address);

    [LoggerMessage(5104, LogLevel.Information, "This run speaks for epoch {Epoch}")]
    public static partial void Epoch(ILogger logger, string epoch);

    [LoggerMessage(5103, LogLevel.Warning, "The store still cannot write: {Reason}")]
    public static partial void StoreStillUnavailable(ILogger logger, string reason);
}
