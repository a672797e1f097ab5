namespace Axis.Node.Links;

/// <summary>
/// Stops hammering a neighbour that cannot be reached: after each failure in a row nothing is sent for a growing, jittered while (SND-11).
/// An unreachable neighbour spends no attempts of any delivery. Thread-safe.
/// </summary>
public sealed class LinkCircuit(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <summary>How long nothing may be sent; zero when the neighbour may be tried.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                var rest = _closedUntil - time.GetUtcNow();
                return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Failures in a row.</summary>
    public int Failures
    {
        get
        {
            lock (_gate)
            {
                return _failures;
            }
        }
    }

    /// <summary>The neighbour answered, whatever it said.</summary>
    public void Reached()
    {
        lock (_gate)
        {
            _failures = 0;
            _closedUntil = DateTimeOffset.MinValue;
        }
    }

    /// <summary>The neighbour could not be reached. Failures of calls that were already under way count once.</summary>
    public void Unreachable()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _closedUntil)
            {
                return;
            }

            _failures++;
            _failedAt = now;
            _closedUntil = now + Backoff.Delay(_failures, first, longest);
        }
    }

    /// <summary>
    /// The neighbour called us, so it is up again, however long it was away: nothing waits longer than after a first failure. A neighbour that can call but cannot
    /// be called is still tried no more often than that.
    /// </summary>
    public void Called()
    {
        lock (_gate)
        {
            if (_failedAt + first < _closedUntil)
            {
                _closedUntil = _failedAt + first;
                _failures = 1;
            }
        }
    }

    /// <summary>Lets the next call through at once (an operator asked).</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _closedUntil = DateTimeOffset.MinValue;
        }
    }
}
