using System.Diagnostics.CodeAnalysis;
using Axis.Core.Agencies;
using Axis.Node.Options;

namespace Axis.Node.Links;

/// <summary>
/// Memory for the bodies that are read whole, all neighbours together (promise 7). A neighbour may hold as much as is left free beside it: one alone gets half,
/// and however many are greedy, something is left for the next. Thread-safe.
/// </summary>
public sealed class BodyBudget(LimitOptions limits)
{
    /// <summary>Smallest total with which the largest body can be read.</summary>
    public const long SmallestTotal = 2L * ReceiptFrame.MaxBytes;

    /// <summary>When a call that was turned away is worth trying again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, long> _held = [];
    private long _used;

    /// <summary>Bytes held now.</summary>
    public long Used
    {
        get
        {
            lock (_gate)
            {
                return _used;
            }
        }
    }

    /// <summary>Begins a body; disposing gives back what it took.</summary>
    public Lease Begin(NodeId neighbour) => new(this, neighbour);

    private void Take(NodeId neighbour, long bytes)
    {
        lock (_gate)
        {
            var own = _held.GetValueOrDefault(neighbour);
            if (own + bytes > limits.MaxBufferedBodyBytes - _used - bytes)
            {
                throw new LinkException(LinkErrors.Busy);
            }

            _held[neighbour] = own + bytes;
            _used += bytes;
        }
    }

    private void Give(NodeId neighbour, long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            if ((_held[neighbour] -= bytes) == 0)
            {
                _held.Remove(neighbour);
            }
        }
    }

    /// <summary>What one body holds.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Only the budget makes one.")]
    public sealed class Lease : IDisposable
    {
        private readonly BodyBudget _budget;
        private readonly NodeId _neighbour;
        private long _bytes;

        internal Lease(BodyBudget budget, NodeId neighbour) => (_budget, _neighbour) = (budget, neighbour);

        /// <summary>Takes more.</summary>
        /// <exception cref="LinkException"><c>NODE_BUSY</c>: it is used up for now.</exception>
        public void Grow(long bytes)
        {
            if (bytes > 0)
            {
                _budget.Take(_neighbour, bytes);
                _bytes += bytes;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is > 0 and var bytes)
            {
                _budget.Give(_neighbour, bytes);
            }
        }
    }
}
