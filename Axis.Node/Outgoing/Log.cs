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

    [LoggerMessage(2019, LogLevel.Warning, "The refusal of inbox item {Item} is due and cannot leave yet: {Code}")]
    public static partial void HeldRefusalWaits(ILogger logger, Guid item, string code);

    [LoggerMessage(2020, LogLevel.Error, "The refusal of inbox item {Item} is due and could not be sent")]
    public static partial void HeldRefusalBroke(ILogger logger, Guid item, Exception exception);

    [LoggerMessage(2021, LogLevel.Error, "Sending of held refusals broke and goes on after a while")]
    public static partial void HeldRefusalsBroke(ILogger logger, Exception exception);
}
