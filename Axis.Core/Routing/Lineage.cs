using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>An agency with all that it continues: what they sent, it may recall, update and replace (RCL-11).</summary>
public static class Lineage
{
    // Longer chains of successors are errors of the data.
    private const int Longest = 1_000;

    /// <summary>The agency itself, and every agency that it succeeds to by the directory, at any distance.</summary>
    public static IReadOnlyList<OrganId> Of(DirectorySnapshot directory, OrganId agency)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var line = new List<OrganId> { agency };
        var known = new HashSet<OrganId> { agency };
        var before = directory.Agencies.Where(static a => a.Successors.Count > 0).ToList();
        for (var i = 0; i < line.Count && line.Count < Longest; i++)
        {
            line.AddRange(before.Where(a => a.Successors.Any(s => s.To == line[i]) && known.Add(a.Code)).Select(static a => a.Code).ToList());
        }

        return line;
    }
}
