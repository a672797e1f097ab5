namespace Axis.Node.Tests.Storage;

/// <summary>A clock that stands still until a test turns it.</summary>
public sealed class TurnedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Turn(TimeSpan by)
    {
        _now += by;
        _elapsed += by;
    }

    /// <summary>Somebody sets the clock; no time passes.</summary>
    public void Set(TimeSpan by) => _now += by;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _now;
}
