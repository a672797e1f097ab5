using Microsoft.Extensions.Logging;

namespace Axis.Node.Incoming;

/// <summary>Events 2451–2499.</summary>
internal static partial class Log
{
    [LoggerMessage(2451, LogLevel.Warning, "Documents that wait for their value to be judged go on waiting; it is tried again")]
    public static partial void DocumentsNotJudged(ILogger logger, Exception exception);

    [LoggerMessage(2452, LogLevel.Warning, "The PDFs of packet {Packet} could not be read")]
    public static partial void DocumentNotRead(ILogger logger, string packet, Exception exception);

    [LoggerMessage(2453, LogLevel.Error, "A packet of {Channel} could not be taken and is put off")]
    public static partial void ForeignPacketBroke(ILogger logger, string channel, Exception exception);
}
