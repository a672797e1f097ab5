using Axis.Core.Packets;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>Log messages of the journal (event ids 3100–3119).</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "The journal is sealed up to {Size} entries, root {Root}.")]
    public static partial void JournalSealed(ILogger logger, long size, Digest root);
}
