using Axis.Core.Agencies;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// Deliveries that were just committed and go out at once, without being read back. Bounded: what does not fit is found in the store when due.
/// Highest priority first, oldest first within it. Thread-safe; forgetting everything in here loses nothing (promise 6).
/// </summary>
public sealed class DispatchQueue(LinkSignals signals)
{
    /// <summary>Most deliveries held for one neighbour.</summary>
    public const int Capacity = 2_000;

    // A commit and what follows it lie moments apart; so many withdrawals do not fit between them.
    private const int RememberedWithdrawals = 1_024;

    private readonly Dictionary<NodeId, PriorityQueue<FreshDelivery, (int Class, long Order)>> _queues = [];
    private readonly HashSet<Guid> _begun = [];
    private readonly Queue<Guid> _withdrawn = new();
    private readonly Lock _gate = new();
    private long _order;

    /// <summary>Whether there is room, so that the row may be given a later due time.</summary>
    public bool HasRoom(NodeId neighbour)
    {
        lock (_gate)
        {
            return !_queues.TryGetValue(neighbour, out var queue) || queue.Count < Capacity;
        }
    }

    /// <summary>Hands over a committed delivery.</summary>
    public void Put(FreshDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        lock (_gate)
        {
            // It was committed before it was withdrawn, and comes here only now.
            if (_withdrawn.Contains(delivery.Row.Id))
            {
                return;
            }

            if (!_queues.TryGetValue(delivery.Row.Link, out var queue))
            {
                _queues[delivery.Row.Link] = queue = new();
            }

            queue.Enqueue(delivery, (-UrgencyClass(delivery.Row.Priority), _order++));
        }

        signals.Set(delivery.Row.Link);
    }

    /// <summary>Takes the next one for the neighbour.</summary>
    public FreshDelivery? Take(NodeId neighbour)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(neighbour, out var queue) || !queue.TryDequeue(out var delivery, out _))
            {
                return null;
            }

            _begun.Add(delivery.Row.Id);
            return delivery;
        }
    }

    /// <summary>The attempt of a delivery that was taken here has ended and how it ended is written down, or it was not made at all.</summary>
    public void Ended(Guid delivery)
    {
        lock (_gate)
        {
            _begun.Remove(delivery);
        }
    }

    /// <summary>
    /// Takes a delivery out so that it is never begun from memory; <c>false</c> when its attempt is under way, or was and nobody knows how it ended (RCL-06).
    /// A row whose withdrawal is then not committed comes due by itself.
    /// </summary>
    public bool TryWithdraw(NodeId neighbour, Guid delivery)
    {
        lock (_gate)
        {
            if (_begun.Contains(delivery))
            {
                return false;
            }

            if (_queues.TryGetValue(neighbour, out var queue) && queue.UnorderedItems.FirstOrDefault(i => i.Element.Row.Id == delivery).Element is { } waiting)
            {
                queue.Remove(waiting, out _, out _, ReferenceEqualityComparer.Instance);
            }

            _withdrawn.Enqueue(delivery);
            while (_withdrawn.Count > RememberedWithdrawals)
            {
                _withdrawn.Dequeue();
            }

            return true;
        }
    }

    /// <summary>Forgets what is held for a neighbour (it cannot be reached now; the rows come due by themselves).</summary>
    public void Forget(NodeId neighbour)
    {
        lock (_gate)
        {
            _queues.Remove(neighbour);
        }
    }

    // Hỏa tốc (3, and the older 4) before thượng khẩn, khẩn, thường (URG-11).
    private static int UrgencyClass(int priority) => Math.Min(priority, 3);
}

/// <summary>A delivery just committed, with its packet's bytes when they are small.</summary>
public sealed record FreshDelivery(Delivery Row, ReadOnlyMemory<byte> Packet);
