using Microsoft.Extensions.Logging;

namespace Axis.Node.Reconciling;

internal static partial class Log
{
    [LoggerMessage(2401, LogLevel.Warning, "Comparing with {Neighbour} failed, its link stays held: {Reason}")]
    public static partial void ReconcileFailed(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2402, LogLevel.Error, "{Count} deliveries that {Neighbour} tells of could not be taken back; the journal says which")]
    public static partial void ReconcileIncomplete(ILogger logger, string neighbour, int count);

    [LoggerMessage(2403, LogLevel.Warning, "This store is older than what {Neighbour} proves: a new epoch begins")]
    public static partial void StoreIsOlder(ILogger logger, string neighbour);

    [LoggerMessage(2404, LogLevel.Information, "Compared with {Neighbour}: {Looked} deliveries, {Returned} taken back")]
    public static partial void Reconciled(ILogger logger, string neighbour, int looked, int returned);

    [LoggerMessage(2405, LogLevel.Error, "ALARM: number {Code} of {Agency} was given to two documents: the register was put back while a neighbour was away")]
    public static partial void NumberGivenTwice(ILogger logger, string code, string agency);
}
