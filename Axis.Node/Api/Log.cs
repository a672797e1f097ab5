using Microsoft.Extensions.Logging;

namespace Axis.Node.Api;

/// <summary>Events 5000–5099. No personal data, no contents, no secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Error, "Request {Request} ({Method} {Endpoint}) failed unexpectedly")]
    public static partial void Unexpected(ILogger logger, string request, string method, string? endpoint, Exception exception);

    [LoggerMessage(5001, LogLevel.Information, "Request {Request} refused: {Code} ({Status})")]
    public static partial void Refused(ILogger logger, string request, string code, int status);

    [LoggerMessage(5002, LogLevel.Debug, "Request {Request}: the client went away")]
    public static partial void ClientGone(ILogger logger, string request);

    [LoggerMessage(5003, LogLevel.Warning, "Token refused for request {Request}: {Reason}")]
    public static partial void TokenRefused(ILogger logger, string request, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "Staged upload {File} could not be removed")]
    public static partial void StagedFileStays(ILogger logger, string file, Exception exception);

    [LoggerMessage(5005, LogLevel.Error, "Token row {Token} is damaged and is refused")]
    public static partial void TokenDamaged(ILogger logger, string token);
}
