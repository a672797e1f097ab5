using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>Which agency may act in another's place: whoever continues it (REF-06), its focal office (LVL-05), and where nobody single does, the superior's focal office (REF-04).</summary>
public static class Standing
{
    private const int MostAgencies = 4096;

    /// <summary>Whether what concerns the one agency may come from, or be delivered to, the other.</summary>
    /// <param name="directory">What is known of the world.</param>
    /// <param name="addressed">The agency that a packet names, by any of its codes.</param>
    /// <param name="acting">The agency that acts or receives.</param>
    /// <param name="at">When: a succession or a closing that is only planned gives nobody a standing.</param>
    public static bool StandsFor(DirectorySnapshot directory, OrganId addressed, OrganId acting, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (addressed == acting)
        {
            return true;
        }

        if (directory.FindAgency(addressed) is not { } first)
        {
            return false;
        }

        var wanted = directory.FindAgency(acting)?.Code ?? acting;
        return Closure(directory, first, at).Any(a => a.Code == wanted || Offices(directory, a, at).Any(o => o == wanted));
    }

    /// <summary>The successor links that lead from one agency to another, in order; <c>null</c> when none do.</summary>
    public static IReadOnlyList<Succession>? Chain(DirectorySnapshot directory, Agency from, OrganId to)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(from);
        var seen = new HashSet<OrganId> { from.Code };
        var queue = new Queue<(Agency Agency, IReadOnlyList<Succession> Steps)>([(from, [])]);
        while (queue.TryDequeue(out var item) && seen.Count < MostAgencies)
        {
            foreach (var link in item.Agency.Successors)
            {
                if (directory.FindAgency(link.To) is { } next && seen.Add(next.Code))
                {
                    IReadOnlyList<Succession> steps = [.. item.Steps, link];
                    if (next.Code == to)
                    {
                        return steps;
                    }

                    queue.Enqueue((next, steps));
                }
            }
        }

        return null;
    }

    /// <summary>Who may read and answer what an agency that is no longer open received (REF-06, REF-09), itself not among them; none while it is open.</summary>
    public static IReadOnlyList<Agency> Heirs(DirectorySnapshot directory, OrganId code, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (directory.FindAgency(code, at) is not { } agency || Successors.Receives(agency, at) || agency.Status == AgencyStatus.Locked)
        {
            return [];
        }

        var search = Successors.Find(directory, agency, at);
        return search.Receiver is { } one ? [one]
            : search.Candidates.Count > 0 ? search.Candidates
            : FocalOf(directory, agency, at) is { } focal ? [focal] : [];
    }

    /// <summary>The focal office of the closed agency's superior, or the superior itself; <c>null</c> when there is none that is open.</summary>
    public static Agency? FocalOf(DirectorySnapshot directory, Agency agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(agency);
        if (agency.Parent is not { } code || directory.FindAgency(code, at) is not { } parent)
        {
            return null;
        }

        var superior = Successors.Receives(parent, at) ? parent : Successors.Find(directory, parent, at).Receiver;
        return superior is null ? null : OfficeOf(directory, superior, at) ?? superior;
    }

    /// <summary>The agency's own focal office when that is open (LVL-05).</summary>
    public static Agency? OfficeOf(DirectorySnapshot directory, Agency agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(agency);
        return agency.FocalOffice is { } code && directory.FindAgency(code, at) is { } office && Successors.Receives(office, at) ? office : null;
    }

    private static IEnumerable<OrganId> Offices(DirectorySnapshot directory, Agency agency, DateTimeOffset at)
    {
        if (agency.FocalOffice is { } own)
        {
            yield return own;
        }

        // Only an agency that ends leaves what is sent to it to its superior.
        if (agency.ValidTo <= at && agency.Parent is { } above && directory.FindAgency(above) is { } first)
        {
            foreach (var superior in Closure(directory, first, at))
            {
                yield return superior.Code;
                if (superior.FocalOffice is { } office)
                {
                    yield return office;
                }
            }
        }
    }

    private static IEnumerable<Agency> Closure(DirectorySnapshot directory, Agency first, DateTimeOffset at)
    {
        var seen = new HashSet<OrganId> { first.Code };
        var queue = new Queue<Agency>([first]);
        while (queue.TryDequeue(out var agency))
        {
            yield return agency;
            foreach (var link in agency.Successors.Where(s => s.EffectiveFrom <= at))
            {
                if (seen.Count < MostAgencies && directory.FindAgency(link.To) is { } next && seen.Add(next.Code))
                {
                    queue.Enqueue(next);
                }
            }
        }
    }
}
