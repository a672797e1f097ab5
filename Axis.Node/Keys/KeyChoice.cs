namespace Axis.Node.Keys;

/// <summary>Which key signs now, or why none does. Closed.</summary>
public abstract record KeyChoice
{
    private KeyChoice()
    {
    }

    /// <summary>This one: the newest that is valid.</summary>
    public sealed record Chosen(HeldKey Held, KeyStanding Standing) : KeyChoice;

    /// <summary>None.</summary>
    public sealed record None(Refusal Why) : KeyChoice;
}
