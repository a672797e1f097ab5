namespace Axis.Node.Timestamps;

/// <summary>Whether the timestamp authorities answer, for status pages. Thread-safe.</summary>
public sealed class StampHealth(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _failingSince;
    private string? _lastError;

    /// <summary>Since when none answers, and why; <c>null</c> when they answer or were not asked.</summary>
    public (DateTimeOffset Since, string Reason)? Failing
    {
        get
        {
            lock (_gate)
            {
                return _failingSince is { } since ? (since, _lastError ?? "") : null;
            }
        }
    }

    /// <summary>None gave a token.</summary>
    public void Failed(string reason)
    {
        lock (_gate)
        {
            _failingSince ??= time.GetUtcNow();
            _lastError = reason;
        }
    }

    /// <summary>One did.</summary>
    /// <returns>Whether none had before.</returns>
    public bool Succeeded()
    {
        lock (_gate)
        {
            var before = _failingSince is not null;
            _failingSince = null;
            return before;
        }
    }
}
