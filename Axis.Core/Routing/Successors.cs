using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>Follows the successor links of closed agencies by their effective date (REF-03…REF-05).</summary>
public static class Successors
{
    /// <summary>Most candidates named for one closed agency; a district may have been split into dozens of communes.</summary>
    public const int MaxCandidates = 64;

    /// <summary>Whether the agency receives at the instant. A locked agency, or one whose validity has not begun or is over, does not.</summary>
    public static bool Receives(Agency agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(agency);
        return agency.IsOpenAt(at);
    }

    /// <summary>Finds who receives in the agency's place at the instant.</summary>
    public static SuccessorSearch Find(DirectorySnapshot directory, Agency agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(agency);
        var steps = new List<Succession>();
        var passed = new HashSet<OrganId> { agency.Code };
        var current = agency;
        while (!Receives(current, at))
        {
            var next = Effective(current, at);
            if (next.Count != 1)
            {
                return new SuccessorSearch(null, steps, Candidates(directory, next, passed, at, out var inner), inner);
            }

            steps.Add(next[0]);
            if (directory.FindAgency(next[0].To, at) is not { } successor)
            {
                return new SuccessorSearch(null, steps, [], SuccessionFault.UnknownSuccessor);
            }

            if (!passed.Add(successor.Code))
            {
                return new SuccessorSearch(null, steps, [], SuccessionFault.Cycle);
            }

            current = successor;
        }

        return new SuccessorSearch(current, steps, [], null);
    }

    // A locked agency is only away for a while: nobody takes its place.
    private static List<Succession> Effective(Agency agency, DateTimeOffset at) =>
        agency.Status == AgencyStatus.Locked ? [] : [.. agency.Successors.Where(s => s.EffectiveFrom <= at).DistinctBy(static s => s.To)];

    private static List<Agency> Candidates(
        DirectorySnapshot directory, List<Succession> links, HashSet<OrganId> passed, DateTimeOffset at, out SuccessionFault? fault)
    {
        fault = null;
        var found = new List<Agency>();
        var seen = new HashSet<OrganId>(passed);
        var queue = new Queue<Succession>(links);
        while (queue.TryDequeue(out var link) && found.Count < MaxCandidates)
        {
            if (directory.FindAgency(link.To, at) is not { } agency)
            {
                fault ??= SuccessionFault.UnknownSuccessor;
                continue;
            }

            if (passed.Contains(agency.Code))
            {
                fault = SuccessionFault.Cycle;
                continue;
            }

            if (!seen.Add(agency.Code))
            {
                continue;
            }

            if (Receives(agency, at))
            {
                found.Add(agency);
                continue;
            }

            foreach (var further in Effective(agency, at))
            {
                queue.Enqueue(further);
            }
        }

        return found;
    }
}

/// <summary>What a search for the successor found.</summary>
/// <param name="Receiver">The open agency that receives, when exactly one does.</param>
/// <param name="Steps">The links followed.</param>
/// <param name="Candidates">Open agencies to choose from when there is no single one (REF-04).</param>
/// <param name="Fault">Set when the links themselves are wrong.</param>
public sealed record SuccessorSearch(Agency? Receiver, IReadOnlyList<Succession> Steps, IReadOnlyList<Agency> Candidates, SuccessionFault? Fault);
