using Microsoft.Extensions.Logging;

namespace Axis.Node.Directories;

internal static partial class Log
{
    [LoggerMessage(2301, LogLevel.Information, "Directory section {Section} version {Version} accepted")]
    public static partial void SectionAccepted(ILogger logger, string section, long version);

    [LoggerMessage(2302, LogLevel.Warning, "Directory section from {Source} refused: {Code} {Reason}")]
    public static partial void SectionRefused(ILogger logger, string source, string code, string reason);

    [LoggerMessage(EventId = 2303, Message = "{Neighbour} not asked for the directory: {Reason}")]
    public static partial void NotAsked(ILogger logger, LogLevel level, string neighbour, string reason);

    [LoggerMessage(2304, LogLevel.Warning, "Directory not kept: {Reason}")]
    public static partial void DirectoryNotKept(ILogger logger, string reason);

    [LoggerMessage(2305, LogLevel.Error, "Keeping the directory current broke off and begins again")]
    public static partial void RefreshBroke(ILogger logger, Exception exception);

    [LoggerMessage(2306, LogLevel.Warning, "Directory section file {File} cannot be read: {Reason}")]
    public static partial void FileNotRead(ILogger logger, string file, string reason);
}
