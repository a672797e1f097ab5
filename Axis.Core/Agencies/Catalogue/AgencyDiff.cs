namespace Axis.Core.Agencies.Catalogue;

/// <summary>What differs between two states of a directory, version by version, column by column.</summary>
public static class AgencyDiff
{
    /// <summary>The differences, by code and version.</summary>
    public static IReadOnlyList<AgencyChange> Between(IEnumerable<Agency> before, IEnumerable<Agency> after)
    {
        var old = before.GroupBy(static a => a.VersionId).ToDictionary(static g => g.Key, static g => g.First());
        var changes = new List<AgencyChange>();
        foreach (var agency in after)
        {
            if (!old.Remove(agency.VersionId, out var was))
            {
                changes.Add(new AgencyChange(agency.VersionId.ToString(), "added", [new FieldChange("ten", null, agency.Name)]));
            }
            else if (Fields(was, agency) is { Count: > 0 } fields)
            {
                changes.Add(new AgencyChange(agency.VersionId.ToString(), "changed", fields));
            }
        }

        changes.AddRange(old.Values.Select(static a => new AgencyChange(a.VersionId.ToString(), "removed", [new FieldChange("ten", a.Name, null)])));
        return [.. changes.OrderBy(static c => c.Agency, StringComparer.Ordinal)];
    }

    /// <summary>Whether two records say the same.</summary>
    public static bool Same(Agency left, Agency right) => Fields(left, right).Count == 0;

    private static List<FieldChange> Fields(Agency before, Agency after)
    {
        var (left, right) = (AgencyColumns.Write(before), AgencyColumns.Write(after));
        return [.. Enumerable.Range(0, left.Count).Where(i => left[i] != right[i]).Select(i => new FieldChange(AgencyColumns.All[i], left[i], right[i]))];
    }
}

/// <summary>One agency version that differs.</summary>
/// <param name="Agency">Code and version, <c>H44#2</c>.</param>
/// <param name="Kind"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Fields">What differs.</param>
public sealed record AgencyChange(string Agency, string Kind, IReadOnlyList<FieldChange> Fields);

/// <summary>One column that differs.</summary>
public sealed record FieldChange(string Column, string? Before, string? After);
