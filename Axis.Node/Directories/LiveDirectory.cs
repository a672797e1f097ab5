using System.Collections.Frozen;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Node.Directories;

/// <summary>
/// The directory in force at this node, and what follows from it: the routes and the neighbours. Replaced as a whole when a newer section is accepted;
/// readers always see one consistent state.
/// </summary>
public sealed class LiveDirectory
{
    private readonly NodeId _self;
    private readonly LinkOptions _configured;
    private readonly ClosedRecipients _closed;
    private readonly Lock _gate = new();
    private volatile State _state;
    private IReadOnlyList<RevocationList> _lists = [];
    private IReadOnlyList<OcspResponse> _responses = [];

    /// <summary>Starts with a snapshot.</summary>
    /// <param name="self">This node.</param>
    /// <param name="configured">What the configuration says of neighbours: direct peers, addresses that override the directory's.</param>
    /// <param name="snapshot">The directory at start.</param>
    /// <param name="closed">What is done with new documents to closed agencies without a single successor (REF-04).</param>
    public LiveDirectory(NodeId self, LinkOptions configured, DirectorySnapshot snapshot, ClosedRecipients closed = ClosedRecipients.Refuse)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _closed = closed;
        _self = self;
        _configured = configured;
        _state = Build(snapshot);
    }

    /// <summary>Raised after a newer directory came into force.</summary>
    public event Action? Changed;

    /// <summary>This node's name.</summary>
    public NodeId Self => _self;

    /// <summary>The records in force.</summary>
    public DirectorySnapshot Snapshot => _state.Snapshot;

    /// <summary>The way to every agency.</summary>
    public RouteTable Routes => _state.Routes;

    /// <summary>Revocation data in force: the directory's lists and what was fetched. A new object whenever any of it changes.</summary>
    public RevocationBook Revocation => _state.Revocation;

    /// <summary>Section versions in force.</summary>
    public IReadOnlyDictionary<string, long> Versions => _state.Versions;

    /// <summary>Where a neighbour stands with which something else than the native link is spoken; <c>null</c> when the directory has it as no neighbour of this node.</summary>
    public NeighbourRelation? FindOther(NodeId id) => _state.Others.TryGetValue(id, out var relation) ? relation : null;

    /// <summary>Everybody this node has a native link with.</summary>
    public IReadOnlyCollection<Neighbour> Neighbours => _state.Neighbours.Values;

    /// <summary>The neighbour of that name.</summary>
    public Neighbour? FindNeighbour(NodeId id) => _state.Neighbours.GetValueOrDefault(id);

    /// <summary>This node itself in the directory.</summary>
    public NodeEntry? Own => _state.Snapshot.FindNode(_self);

    /// <summary>The org block of an agency as packets of this node write it (edXML §5.1): its code and, when known, its name.</summary>
    public Organ OrganOf(OrganId code)
    {
        var name = Snapshot.FindAgency(code)?.Name;
        return new Organ(code, name, name);
    }

    /// <summary>Puts a newer directory in force.</summary>
    public void Replace(DirectorySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        lock (_gate)
        {
            _state = Build(snapshot);
        }

        Changed?.Invoke();
    }

    /// <summary>Puts revocation data that were fetched in force, beside the directory's own.</summary>
    public void Replace(IReadOnlyList<RevocationList> lists, IReadOnlyList<OcspResponse> responses)
    {
        lock (_gate)
        {
            (_lists, _responses) = (lists, responses);
            _state = _state with { Revocation = BookOf(_state.OwnLists) };
        }
    }

    private RevocationBook BookOf(IReadOnlyList<RevocationList> own) => new(own.Concat(_lists), _responses);

    private State Build(DirectorySnapshot snapshot)
    {
        var neighbours = new Dictionary<NodeId, Neighbour>();
        var others = new Dictionary<NodeId, NeighbourRelation>();
        var own = snapshot.FindNode(_self);
        foreach (var node in snapshot.Nodes)
        {
            var relation = own?.Parent == node.Id ? NeighbourRelation.Parent
                : node.Parent == _self ? NeighbourRelation.Child
                : _configured.Find(node.Id) is { Peer: true } ? NeighbourRelation.Peer
                : default;
            if (relation != default && _configured.Find(node.Id) is { Kind: LinkKind.Vxp })
            {
                // Reached through the route table like any neighbour, but nothing of the native link is spoken with it.
                others.Add(node.Id, relation);
                continue;
            }

            if (relation == default || node.Id == _self)
            {
                continue;
            }

            var settings = _configured.Find(node.Id);
            neighbours[node.Id] = new Neighbour(
                node.Id,
                relation,
                settings?.Mode is { } mode ? mode == LinkMode.Pull : node.PullOnly,
                settings is { Addresses.Count: > 0 } ? [.. settings.Addresses.Select(static a => new Uri(a))] : node.Endpoints);
        }

        var peers = neighbours.Values.Select(static n => (n.Id, n.Relation)).Concat(others.Select(static o => (Id: o.Key, Relation: o.Value))).Where(static n => n.Relation == NeighbourRelation.Peer).Select(static n => n.Id).ToList();
        var lists = RevocationBook.Read(snapshot.RevocationLists, out _).Lists;
        return new State(
            snapshot,
            new RouteTable(snapshot, _self, peers, _closed),
            neighbours.ToFrozenDictionary(),
            others.ToFrozenDictionary(),
            lists,
            BookOf(lists),
            snapshot.Sections.ToFrozenDictionary(static s => s.Key, static s => s.Value.Version, StringComparer.Ordinal));
    }

    private sealed record State(
        DirectorySnapshot Snapshot,
        RouteTable Routes,
        FrozenDictionary<NodeId, Neighbour> Neighbours,
        FrozenDictionary<NodeId, NeighbourRelation> Others,
        IReadOnlyList<RevocationList> OwnLists,
        RevocationBook Revocation,
        FrozenDictionary<string, long> Versions);
}
