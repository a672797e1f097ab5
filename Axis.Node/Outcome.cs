namespace Axis.Node;

/// <summary>Closed: <see cref="Done{T}"/> or <see cref="Refused{T}"/>.</summary>
public abstract record Outcome<T>
{
    private protected Outcome()
    {
    }

    public static implicit operator Outcome<T>(T value) => new Done<T>(value);

    public static implicit operator Outcome<T>(Refusal why) => new Refused<T>(why);
}

/// <summary>It was done, durably.</summary>
public sealed record Done<T>(T Value) : Outcome<T>;

/// <summary>Nothing was changed.</summary>
public sealed record Refused<T>(Refusal Why) : Outcome<T>;
