using Microsoft.Extensions.Logging;

namespace Axis.Node.Keys;

internal static partial class Log
{
    [LoggerMessage(2701, LogLevel.Information, "Key for {Use} of {Owner} in force: certificate {Certificate}")]
    public static partial void KeyInForce(ILogger logger, string use, string owner, string certificate);

    [LoggerMessage(2702, LogLevel.Warning, "Key file {File} not used: {Code}")]
    public static partial void KeyFileNotUsed(ILogger logger, string file, string code);

    [LoggerMessage(2703, LogLevel.Information, "Key file {File} has its certificate")]
    public static partial void KeyCertified(ILogger logger, string file);

    [LoggerMessage(2704, LogLevel.Warning, "Keys not looked after: {Reason}")]
    public static partial void KeysNotWatched(ILogger logger, string reason);

    [LoggerMessage(2705, LogLevel.Error, "No key for {Use} of {Owner} may sign: {Code}")]
    public static partial void NoKey(ILogger logger, string use, string owner, string code);

    [LoggerMessage(2706, LogLevel.Warning, "Token {Token} does not sign: {Code}")]
    public static partial void TokenDoesNotSign(ILogger logger, string token, string code);
}
