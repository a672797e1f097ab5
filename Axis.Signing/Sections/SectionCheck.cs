namespace Axis.Signing.Sections;

/// <summary>What became of a section that was offered. Closed.</summary>
public abstract record SectionCheck
{
    private protected SectionCheck()
    {
    }
}

/// <summary>The section is in force now.</summary>
public sealed record SectionAccepted(DirectorySection Section) : SectionCheck;

/// <summary>Exactly this version is in force already.</summary>
public sealed record SectionKnown(DirectorySection Section) : SectionCheck;

/// <summary>The section is refused; what was in force stays.</summary>
/// <param name="Code">One of <see cref="SectionCodes"/>.</param>
/// <param name="Reason">A sentence in Vietnamese.</param>
public sealed record SectionRefused(string Code, string Reason) : SectionCheck
{
    /// <summary>Whether someone with a genuine key said two different things: people must be told at once.</summary>
    public bool IsAlarm => Code == SectionCodes.Fork;
}
