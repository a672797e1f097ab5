using Microsoft.Extensions.Logging;

namespace Axis.Node.Revocations;

/// <summary>Events 2801–2819.</summary>
internal static partial class Log
{
    [LoggerMessage(2801, LogLevel.Information, "Revocation data kept: {Count}")]
    public static partial void Kept(ILogger logger, int count);

    [LoggerMessage(2802, LogLevel.Warning, "Revocation data not fetched from {Address}: {Reason}")]
    public static partial void NotFetched(ILogger logger, string address, string reason);

    [LoggerMessage(2803, LogLevel.Warning, "Revocation data from {Address} not believed: {Reason}")]
    public static partial void NotBelieved(ILogger logger, string address, string reason);

    [LoggerMessage(2804, LogLevel.Warning, "Stored revocation data {Digest} cannot be read: {Reason}")]
    public static partial void Unreadable(ILogger logger, string digest, string reason);

    [LoggerMessage(2805, LogLevel.Warning, "Revocation data from {Address} are genuine but too old (of {ThisUpdate}): the next source is asked")]
    public static partial void NotFresh(ILogger logger, string address, DateTimeOffset thisUpdate);
}
