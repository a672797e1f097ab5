using System.Text.Json.Serialization;

namespace Axis.Node.Reconciling;

/// <summary>One page of what passed over a link since an instant, as the answering node holds it.</summary>
/// <param name="Entries">Deliveries, oldest first, those given before those taken.</param>
/// <param name="Next">Where the next page begins; <c>null</c> at the end.</param>
public sealed record TrafficPage(IReadOnlyList<TrafficEntry> Entries, string? Next)
{
    /// <summary>Most entries on one page.</summary>
    public const int MaxEntries = 100;
}

/// <summary>One delivery.</summary>
/// <param name="Direction">Which way it went.</param>
/// <param name="Delivery">Its id.</param>
/// <param name="Packet">SHA-256 of the packet, in hexadecimal.</param>
/// <param name="Receipts">SHA-256 of the receipts that belong to it and concern the asking node, in hexadecimal.</param>
public sealed record TrafficEntry(
    [property: JsonConverter(typeof(JsonStringEnumConverter<TrafficDirection>))] TrafficDirection Direction, Guid Delivery, string Packet, IReadOnlyList<string> Receipts);
