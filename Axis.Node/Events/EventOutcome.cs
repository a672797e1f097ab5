namespace Axis.Node.Events;

/// <summary>What became of one try to tell a receiver. Closed.</summary>
public abstract record EventOutcome
{
    private EventOutcome()
    {
    }

    /// <summary>The receiver has it.</summary>
    public sealed record Taken : EventOutcome;

    /// <summary>The receiver answered, and not that it has it: counts towards parking.</summary>
    /// <param name="Reason">What it answered, in Vietnamese.</param>
    public sealed record Answered(string Reason) : EventOutcome;

    /// <summary>The receiver is away or busy: nothing is spent.</summary>
    /// <param name="Reason">Why, in Vietnamese.</param>
    public sealed record Away(string Reason) : EventOutcome;
}
