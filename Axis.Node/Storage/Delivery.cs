using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One delivery.</summary>
/// <param name="Id">UUIDv7; the same over all attempts and replays.</param>
/// <param name="Packet">What is delivered.</param>
/// <param name="Link">The neighbour.</param>
/// <param name="Priority">0…4 (edXML §6.1).</param>
/// <param name="Recipients">Who lies behind the link: as addressed, as delivered.</param>
/// <param name="Offer">Canonical bytes of the offer, fixed at creation.</param>
/// <param name="CreatedAt">When owed.</param>
/// <param name="State">See <see cref="DeliveryState"/>.</param>
/// <param name="Tries">Attempts of any outcome.</param>
/// <param name="AnsweredFailures">Attempts that the neighbour answered with a failure.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="ReasonCode">Code of the last failure.</param>
/// <param name="Reason">Sentence of the last failure.</param>
public sealed record Delivery(
    Guid Id,
    Digest Packet,
    NodeId Link,
    int Priority,
    IReadOnlyList<DeliveryRecipient> Recipients,
    ReadOnlyMemory<byte> Offer,
    DateTimeOffset CreatedAt,
    DeliveryState State,
    int Tries,
    int AnsweredFailures,
    DateTimeOffset DueAt,
    string? ReasonCode,
    string? Reason);
