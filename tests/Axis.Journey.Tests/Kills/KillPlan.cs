using Axis.Node.Storage.Sqlite;
using Axis.TestHost;

namespace Axis.Journey.Tests.Kills;

/// <summary>Which boundaries every node is killed at, and how often at random.</summary>
/// <param name="Commits">Occurrences of each moment of a commit. Early ones are those of a submission (number reserved, document stored), later ones mix in what the neighbours do.</param>
/// <param name="Files">Occurrences of each moment of a large packet's way onto the disk.</param>
/// <param name="Random">Kills at random moments, per node.</param>
/// <param name="Rounds">How often all of it.</param>
/// <param name="Least">The least number of kills that this must come to.</param>
internal sealed record KillPlan(IReadOnlyList<int> Commits, IReadOnlyList<int> Files, int Random, int Rounds, int Least)
{
    private static readonly KillPlan Full = new([1, 2, 4, 8], [1, 2], 21, 1, 200);

    /// <summary>For a developer's machine: every boundary of every node once or twice.</summary>
    private static readonly KillPlan Short = new([1, 5], [1], 3, 1, 70);

    /// <summary>Everything in continuous integration (<c>CI=true</c>), ten times that with <c>AXIS_SOAK=1</c>, less elsewhere.</summary>
    public static KillPlan FromEnvironment() =>
        Environment.GetEnvironmentVariable("AXIS_SOAK") == "1" ? Full with { Rounds = 10, Least = 10 * Full.Least }
        : Environment.GetEnvironmentVariable("CI") == "true" ? Full
        : Short;

    /// <summary>All boundaries of one process.</summary>
    public static IReadOnlyList<string> Boundaries { get; } = [.. Enum.GetNames<StoreMoment>(), .. FileMoment.All];

    /// <summary>The kills at named moments, for one node.</summary>
    public IEnumerable<(string Moment, int Occurrence)> Systematic() =>
        Enumerable.Range(0, Rounds).SelectMany(_ => Enum.GetNames<StoreMoment>().SelectMany(m => Commits.Select(n => (m, n)))
            .Concat(FileMoment.All.SelectMany(m => Files.Select(n => (m, n)))));
}
