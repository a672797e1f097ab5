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
    /// <paramref name="starvingBefore"/> goes with the first (URG-11). A claim is a lease, never a lock.
    /// </summary>
    IReadOnlyList<Delivery> ClaimDue(NodeId link, DateTimeOffset now, DateTimeOffset leaseUntil, DateTimeOffset starvingBefore, int max);

    /// <summary>Takes the lease of one delivery; <c>false</c> when it is not waiting or leased to somebody.</summary>
    bool Claim(Guid id, DateTimeOffset now, DateTimeOffset leaseUntil);

    /// <summary>Puts a delivery in a final or waiting state.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="state">The state after.</param>
    /// <param name="answeredFailures">Number of answered failures so far; an unreachable neighbour adds none.</param>
    /// <param name="dueAt">When it is due again.</param>
    /// <param name="reasonCode">Stable code of the last failure.</param>
    /// <param name="reason">Sentence of the last failure.</param>
    void SetState(Guid id, DeliveryState state, int answeredFailures, DateTimeOffset dueAt, string? reasonCode, string? reason);

    /// <summary>An attempt ended without anybody knowing whether the neighbour has the packet; it stays so (RCL-06).</summary>
    void MarkDoubtful(Guid id);

    /// <summary>Deliveries of the packet that wait or are parked, and of which no attempt is in doubt or under way (RCL-06). Attempts from memory are known to the dispatcher alone.</summary>
    IReadOnlyList<Delivery> ListCertain(Digest packet);

    /// <summary>
    /// At start: whoever held a lease, or a fresh delivery in memory, is gone. Gives all leases back, and makes due now what was never tried.
    /// </summary>
    int ReleaseLeases(DateTimeOffset now);

    /// <summary>Deliveries in a state, by link if given, paged by key.</summary>
    IReadOnlyList<Delivery> List(DeliveryState? state, NodeId? link, Guid? after, int limit);

    /// <summary>Deliveries of a link that the neighbour acknowledged or refused since an instant, oldest first, paged by (time, id); the time stands in <see cref="Delivery.DueAt"/>.</summary>
    IReadOnlyList<Delivery> ListSettled(NodeId link, DateTimeOffset at, Guid after, int limit);

    /// <summary>Counts and oldest waiting per link and state.</summary>
    IReadOnlyList<QueueCount> Counts();

    /// <summary>Deliveries owed per link lately, counted from the newest back.</summary>
    /// <param name="since">What is older does not count.</param>
    /// <param name="most">Deliveries looked at, at most.</param>
    IReadOnlyDictionary<NodeId, int> OwedSince(DateTimeOffset since, int most);

    /// <summary>Earliest moment at which a waiting delivery of the link is due.</summary>
    DateTimeOffset? NextDue(NodeId link);

    /// <summary>Deliveries not acknowledged and created before the instant (for ChaseReceipts), paged by key.</summary>
    IReadOnlyList<Delivery> ListOverdue(DateTimeOffset createdBefore, Guid? after, int limit);
}
