using Microsoft.Extensions.Logging;

namespace Axis.Node.Returning;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "Store unavailable while returning receipts to {Neighbour}: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "Receipts not taken by {Neighbour}: {Code}")]
    public static partial void ReceiptsNotTaken(ILogger logger, string neighbour, string code);
}
