using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

internal static partial class Log
{
    [LoggerMessage(2501, LogLevel.Information, "VXP link to {Neighbour} runs")]
    public static partial void LinkStarted(ILogger logger, string neighbour);

    [LoggerMessage(2502, LogLevel.Warning, "VXP link to {Neighbour} waits: the directory has no such neighbour of this node")]
    public static partial void NotInDirectory(ILogger logger, string neighbour);

    [LoggerMessage(2503, LogLevel.Warning, "VXP server {Neighbour} refused the list: {Code}")]
    public static partial void ListRefused(ILogger logger, string neighbour, string code);

    [LoggerMessage(2504, LogLevel.Warning, "VXP server {Neighbour} refused an item: {Code}")]
    public static partial void ItemRefused(ILogger logger, string neighbour, string code);

    [LoggerMessage(2505, LogLevel.Warning, "Store unavailable while polling {Neighbour}: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2506, LogLevel.Error, "A pump of the VXP link to {Neighbour} broke and is started again")]
    public static partial void PumpBroke(ILogger logger, string neighbour, Exception exception);

    [LoggerMessage(2507, LogLevel.Error, "An item of VXP link {Neighbour} could be neither taken nor kept as evidence and is put off")]
    public static partial void ItemBroke(ILogger logger, Exception exception, string neighbour);

    [LoggerMessage(2509, LogLevel.Warning, "VXP server {Neighbour} did not answer what became of an item: {Code}")]
    public static partial void ItemUnanswered(ILogger logger, string neighbour, string code);

    [LoggerMessage(2508, LogLevel.Warning, "An arrival for VXP link {Neighbour} goes unsigned: the key of {Agency} does not sign now")]
    public static partial void ArrivalNotSigned(ILogger logger, Exception exception, string neighbour, string agency);
}
