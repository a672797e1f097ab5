namespace Axis.Node.Drop;

/// <summary>How it stands with one folder. Thread-safe.</summary>
internal sealed class DropHealth
{
    private readonly Lock _gate = new();
    private State _now = new(null, null, null);

    public State Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>The folder was looked through; <paramref name="error"/> says what could not be done.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Scanned(DateTimeOffset at, string? error)
    {
        lock (_gate)
        {
            var news = error is not null && error != _now.LastError;
            _now = error is null ? new State(at, null, null) : new State(at, _now.FailingSince ?? at, error);
            return news;
        }
    }

    /// <param name="ScannedAt">Last look.</param>
    /// <param name="FailingSince">Since when something cannot be done.</param>
    /// <param name="LastError">What, in Vietnamese.</param>
    internal sealed record State(DateTimeOffset? ScannedAt, DateTimeOffset? FailingSince, string? LastError);
}
