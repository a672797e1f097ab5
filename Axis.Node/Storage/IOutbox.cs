using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Deliveries that this node owes its neighbours: one packet × one link × the recipients behind it.</summary>
public interface IOutbox
{
    void Add(Delivery delivery);

    Delivery? Find(Guid id);

    /// <summary>Deliveries of one packet.</summary>
    IReadOnlyList<Delivery> ListFor(Digest packet);

    /// <summary>
    /// Claims up to <paramref name="max"/> due deliveries of a link, highest priority class first, oldest first within it; ordinary traffic older than
    /// <paramref name="starvingBefore"/> goes with the first (URG-11). A claim is a lease, never a lock (promise 6).
    /// </summary>
    IReadOnlyList<Delivery> ClaimDue(NodeId link, DateTimeOffset now, DateTimeOffset leaseUntil, DateTimeOffset starvingBefore, int max);

    /// <summary>Takes the lease of one delivery; <c>false</c> when it is not waiting or leased to somebody.</summary>
    bool Claim(Guid id, DateTimeOffset now, DateTimeOffset leaseUntil);

    /// <summary>Puts a delivery in a final or waiting state.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="state">The state after.</param>
    /// <param name="answeredFailures">Number of answered failures so far; an unreachable neighbour adds none (promise 8).</param>
    /// <param name="dueAt">When it is due again.</param>
    /// <param name="reasonCode">Stable code of the last failure.</param>
    /// <param name="reason">Sentence of the last failure.</param>
    void SetState(Guid id, DeliveryState state, int answeredFailures, DateTimeOffset dueAt, string? reasonCode, string? reason);

    /// <summary>Gives all leases back (at start: whoever held them is gone).</summary>
    int ReleaseLeases();

    /// <summary>Deliveries in a state, by link if given, paged by key.</summary>
    IReadOnlyList<Delivery> List(DeliveryState? state, NodeId? link, Guid? after, int limit);

    /// <summary>Counts and oldest waiting per link and state.</summary>
    IReadOnlyList<QueueCount> Counts();

    /// <summary>Earliest moment at which a waiting delivery of the link is due.</summary>
    DateTimeOffset? NextDue(NodeId link);

    /// <summary>Deliveries not acknowledged and created before the instant (for ChaseReceipts), paged by key.</summary>
    IReadOnlyList<Delivery> ListOverdue(DateTimeOffset createdBefore, Guid? after, int limit);
}

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

/// <summary>A recipient as the packet addresses it and as it is delivered (successor mapping).</summary>
public sealed record DeliveryRecipient(OrganId Addressed, OrganId Delivered);

/// <summary>Queue figures.</summary>
public sealed record QueueCount(NodeId Link, DeliveryState State, long Count, DateTimeOffset? OldestCreatedAt);
