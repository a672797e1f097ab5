using Axis.Node.Storage.Sqlite;
using Axis.TestHost;

namespace Axis.Journey.Tests.Kills;

/// <summary>Which boundaries every node is killed at, and how often at random.</summary>
internal sealed record KillPlan(int Rounds)
{
    /// <summary>The least number of kills of one round, as the promise is tested in continuous integration.</summary>
    public const int LeastKills = 200;

    // Early occurrences are those of a submission (number reserved, document stored), later ones mix in what the neighbours do.
    private static readonly int[] Commits = [1, 2, 4, 8];
    private static readonly int[] Files = [1, 2];

    /// <summary>Ten times as much with AXIS_SOAK=1.</summary>
    public static KillPlan FromEnvironment() => new(Environment.GetEnvironmentVariable("AXIS_SOAK") == "1" ? 10 : 1);

    /// <summary>All boundaries of one process.</summary>
    public static IReadOnlyList<string> Boundaries { get; } = [.. Enum.GetNames<StoreMoment>(), .. FileMoment.All];

    /// <summary>The kills at named moments, for one node.</summary>
    public IEnumerable<(string Moment, int Occurrence)> Systematic() =>
        Enumerable.Range(0, Rounds).SelectMany(static _ => Enum.GetNames<StoreMoment>().SelectMany(static m => Commits.Select(n => (m, n)))
            .Concat(FileMoment.All.SelectMany(static m => Files.Select(n => (m, n)))));

    /// <summary>Kills at random moments, for one node.</summary>
    public int Random => 24 * Rounds;
}
