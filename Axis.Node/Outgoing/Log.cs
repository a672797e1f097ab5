using Microsoft.Extensions.Logging;

namespace Axis.Node.Outgoing;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Store unavailable while delivering to {Neighbour}: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string neighbour, string reason);

    [LoggerMessage(2002, LogLevel.Debug, "Attempt of delivery {Delivery} stopped with the node")]
    public static partial void AttemptStopped(ILogger logger, Guid delivery);

    [LoggerMessage(2003, LogLevel.Error, "Attempt of delivery {Delivery} broke")]
    public static partial void AttemptBroke(ILogger logger, Guid delivery, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Delivery {Delivery} refused by {Neighbour}: {Code}")]
    public static partial void DeliveryFailed(ILogger logger, Guid delivery, string neighbour, string code);

    [LoggerMessage(2005, LogLevel.Warning, "Refusal {Code} of a submission could not be journalled: {Reason}")]
    public static partial void RefusalNotJournalled(ILogger logger, string code, string reason);

    [LoggerMessage(2006, LogLevel.Warning, "Numbers without a document could not be voided at the start: {Reason}")]
    public static partial void OrphansNotVoided(ILogger logger, string reason);

    [LoggerMessage(2019, LogLevel.Warning, "A refusal that is due cannot leave yet")]
    public static partial void HeldRefusalWaits(ILogger logger, Exception exception);
}
