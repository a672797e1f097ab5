using Axis.Core.Packets;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>Log messages of the journal (event ids 3100–3119).</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "The journal is sealed up to {Size} entries, root {Root}.")]
    public static partial void JournalSealed(ILogger logger, long size, Digest root);

    [LoggerMessage(3101, LogLevel.Error, "ALARM: the journal {Log} of {Node} contradicts a head that {Witness} holds")]
    public static partial void HeadFork(ILogger logger, string node, string witness, string log);

    [LoggerMessage(3102, LogLevel.Information, "No head exchanged with {Neighbour}: {Reason}")]
    public static partial void HeadNotExchanged(ILogger logger, string neighbour, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "{Neighbour} holds a head that is not sealed by this node; it proves nothing")]
    public static partial void StrangeHeldHead(ILogger logger, string neighbour);
}
