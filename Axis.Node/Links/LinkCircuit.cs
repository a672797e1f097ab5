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
            _closedUntil = now + Backoff.Delay(_failures, first, longest);
        }
    }

    /// <summary>Lets the next call through at once (an operator asked, or the neighbour called us).</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _closedUntil = DateTimeOffset.MinValue;
        }
    }
}
