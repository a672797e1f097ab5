namespace Axis.Node.Schedules;

/// <summary>
/// How far ahead of now a moment may lie that is said to be past. What lies further ahead was written while the clock was wrong: it says nothing of when work was done,
/// and must not put off the next.
/// </summary>
internal static class ClockSlack
{
    /// <summary>More than two machines that follow a time server differ, less than any schedule's interval matters.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(10);

    /// <summary>Whether the moment can have been written by a clock that went as it goes now.</summary>
    public static bool IsPast(DateTimeOffset at, DateTimeOffset now) => at <= now + Allowed;
}
