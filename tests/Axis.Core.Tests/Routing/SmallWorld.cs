using System.Collections.Frozen;
using Axis.Core.Agencies;

namespace Axis.Core.Tests.Routing;

/// <summary>A directory for tests: one central node, two provinces, districts and communes, one agency on each node with the node's name upper-cased as its code.</summary>
internal sealed class SmallWorld
{
    public static readonly DateTimeOffset Early = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Reform = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(7));

    private readonly List<NodeEntry> _nodes = [];
    private readonly List<Agency> _agencies = [];

    public static SmallWorld Standard() => new SmallWorld()
        .Node("central", null)
        .Node("tinh-a", "central").Node("tinh-b", "central")
        .Node("huyen-a1", "tinh-a").Node("huyen-a2", "tinh-a").Node("huyen-b1", "tinh-b")
        .Node("xa-a11", "huyen-a1").Node("xa-a12", "huyen-a1").Node("xa-b11", "huyen-b1");

    public static NodeId Id(string name) => NodeId.Parse(name);

    public static OrganId Code(string text) => OrganId.Parse(text);

    public SmallWorld Node(string name, string? parent)
    {
        _nodes.Add(new NodeEntry(Id(name), name, Tier.Commune, parent is null ? null : Id(parent), [], false));
        return Agency(name, name, "Cơ quan " + name);
    }

    public SmallWorld Agency(string code, string host, string name, params string[] aliases)
    {
        _agencies.Add(new Agency(
            Code(code), name, Tier.Commune, null, Id(host), AgencyStatus.Active, Early, null, [.. aliases.Select(Code)], []));
        return this;
    }

    public SmallWorld Locked(string code, string host)
    {
        _agencies.Add(new Agency(Code(code), "Cơ quan tạm khóa", Tier.Commune, null, Id(host), AgencyStatus.Locked, Early, null, [], []));
        return this;
    }

    public SmallWorld Closed(string code, string host, string name, params (string To, DateTimeOffset From)[] successors)
    {
        _agencies.Add(new Agency(
            Code(code), name, Tier.Commune, null, Id(host), AgencyStatus.Closed, Early, Reform, [],
            [.. successors.Select(static s => new Succession(Code(s.To), SuccessionKind.Merge, s.From, "Nghị quyết 202/2025/QH15"))]));
        return this;
    }

    public DirectorySnapshot Directory() => new(_agencies, _nodes, [], [], FrozenDictionary<string, SectionVersion>.Empty);

    public Axis.Core.Routing.RouteTable At(string node, params string[] peers) => new(Directory(), Id(node), [.. peers.Select(Id)]);
}
