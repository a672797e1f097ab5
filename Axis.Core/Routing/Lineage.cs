using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>An agency with all that it continues: what they sent, it may recall, update and replace (RCL-11).</summary>
public static class Lineage
{
    // Longer chains of successors are errors of the data.
    private const int Longest = 1_000;

    /// <summary>
    /// The agency itself, and every agency that it continues at the instant, at any distance. Who is still open speaks for itself, whatever succession is planned;
    /// a locked agency is only away for a while, and nobody takes its place.
    /// </summary>
    /// <returns>The code that was asked for, then every code that one of them has or had (LVL-04): packets name an agency by any of them.</returns>
    public static IReadOnlyList<OrganId> Of(DirectorySnapshot directory, OrganId agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var self = directory.FindAgency(agency)?.Code ?? agency;
        var closed = directory.PredecessorsOf(self).Select(code => directory.FindAgency(code, at)).OfType<Agency>().Where(a => !a.IsOpenAt(at) && a.Status != AgencyStatus.Locked).ToList();
        var line = new List<OrganId> { self };
        var known = new HashSet<OrganId> { self };
        for (var i = 0; i < line.Count && line.Count < Longest; i++)
        {
            var heir = line[i];
            line.AddRange(closed.Where(a => a.Successors.Any(s => s.EffectiveFrom <= at && (directory.FindAgency(s.To)?.Code ?? s.To) == heir) && known.Add(a.Code)).Select(static a => a.Code).ToList());
        }

        return [.. line.SelectMany(code => CodesOf(directory, code)).Prepend(agency).Distinct()];
    }

    /// <summary>Every code that means the agency; what is by now another agency's own code is not among them.</summary>
    public static IEnumerable<OrganId> CodesOf(DirectorySnapshot directory, OrganId agency)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.FindAgency(agency) is { } known ? known.AllCodes.Where(c => directory.FindAgency(c)?.Code == known.Code) : [agency];
    }
}
