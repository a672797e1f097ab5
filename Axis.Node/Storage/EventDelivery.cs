namespace Axis.Node.Storage;

/// <summary>An event on its way to one receiver.</summary>
/// <param name="Event">The event.</param>
/// <param name="Failures">How often the receiver answered with a failure.</param>
public sealed record EventDelivery(ExchangeEvent Event, int Failures);
