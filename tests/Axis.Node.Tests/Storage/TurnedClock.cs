namespace Axis.Node.Tests.Storage;

/// <summary>A clock that stands still until a test turns it.</summary>
public sealed class TurnedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public void Turn(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
