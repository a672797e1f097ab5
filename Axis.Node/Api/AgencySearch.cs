using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Node.Api;

/// <summary>Finds agencies by code or near name, and lists them by name. Each index is made once per directory, when it is first wanted.</summary>
internal sealed class AgencySearch(NodeDirectory directory)
{
    private volatile Index? _index;
    private volatile Sorted? _sorted;

    public IReadOnlyList<Agency> Find(string text, int max)
    {
        var snapshot = directory.Current();
        var index = _index;
        if (index is null || !ReferenceEquals(index.Snapshot, snapshot))
        {
            _index = index = new Index(snapshot, new AgencyNames(snapshot));
        }

        var near = index.Names.Nearest(text.Trim(), max);
        return OrganId.TryParse(text, out var code) && snapshot.FindAgency(code) is { } exact
            ? [exact, .. near.Where(a => a.Code != exact.Code).Take(max - 1)]
            : near;
    }

    /// <summary>Open agencies only; a closed one, or an old name, stands for those that continue it (REF-12).</summary>
    public IReadOnlyList<Agency> FindOpen(string text, int max, DateTimeOffset at)
    {
        var snapshot = directory.Current();
        return [.. Find(text, max)
            .SelectMany(a => snapshot.FindAgency(a.Code, at) is { } current && current.IsOpenAt(at) ? [current] : Standing.Heirs(snapshot, a.Code, at))
            .DistinctBy(static a => a.Code)
            .Take(max)];
    }

    /// <summary>The agencies after the given one by name, in the dictionary's order. Sorted when a directory is first listed.</summary>
    public IEnumerable<Agency> After(Agency? before)
    {
        var snapshot = directory.Current();
        var sorted = _sorted;
        if (sorted is null || !ReferenceEquals(sorted.Snapshot, snapshot))
        {
            _sorted = sorted = new Sorted(snapshot, new AgencyOrder(snapshot));
        }

        return sorted.Order.After(before);
    }

    private sealed record Sorted(DirectorySnapshot Snapshot, AgencyOrder Order);

    private sealed record Index(DirectorySnapshot Snapshot, AgencyNames Names);
}
