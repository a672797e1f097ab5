namespace Axis.Node.Links;

/// <summary>
/// Stops hammering a neighbour that cannot be reached: after each failure in a row nothing is sent for a growing, jittered while (SND-11).
/// An unreachable neighbour spends no attempts of any delivery. Waits are measured, not read off the clock, which may be set back. Thread-safe.
/// </summary>
public sealed class LinkCircuit(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private readonly Lock _gate = new();
    private int _failures;
    private TimeSpan _wait;
    private long _failedAt;

    /// <summary>How long nothing may be sent; zero when the neighbour may be tried.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                return Rest;
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

    private TimeSpan Rest => _wait > TimeSpan.Zero && _wait - time.GetElapsedTime(_failedAt) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>The neighbour answered, whatever it said.</summary>
    public void Reached()
    {
        lock (_gate)
        {
            _failures = 0;
            _wait = TimeSpan.Zero;
        }
    }

    /// <summary>The neighbour could not be reached. Failures of calls that were already under way count once.</summary>
    public void Unreachable()
    {
        lock (_gate)
        {
            if (Rest > TimeSpan.Zero)
            {
                return;
            }

            _failures++;
            _failedAt = time.GetTimestamp();
            _wait = Backoff.Delay(_failures, first, longest);
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
            if (first < _wait)
            {
                _wait = first;
                _failures = 1;
            }
        }
    }

    /// <summary>Lets the next call through at once (an operator asked).</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _wait = TimeSpan.Zero;
        }
    }
}
