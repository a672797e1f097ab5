namespace Axis.Node.Storage;

/// <summary>State of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>Due now or later, or leased.</summary>
    Waiting = 0,

    /// <summary>The neighbour's receipts are here.</summary>
    Acknowledged = 1,

    /// <summary>Parked after answered failures; keeps everything it needs to be replayed.</summary>
    Dead = 2,

    /// <summary>Refused by the neighbour for good, with its signed reason.</summary>
    Refused = 3,

    /// <summary>Withdrawn by its sender.</summary>
    Withdrawn = 4,
}
