using System.Collections.Frozen;
using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>
/// Routing over the tree: hosted here → inbox; in a child's subtree → that child; in a configured direct peer's own subtree → that peer; else → the parent.
/// Immutable and thread-safe; a newer directory is another table. The way to each node is computed once, so a look-up costs two dictionary reads.
/// </summary>
public sealed class RouteTable
{
    /// <summary>How many names <see cref="Route.Unknown"/> offers.</summary>
    public const int NearestShown = 5;

    private readonly FrozenDictionary<NodeId, NodeId> _next;
    private readonly FrozenSet<NodeId> _peers;
    private readonly Lazy<AgencyNames> _names;
    private readonly ClosedRecipients _closed;

    /// <summary>Computes the table.</summary>
    /// <param name="directory">What is known of the world.</param>
    /// <param name="self">This node.</param>
    /// <param name="peers">Direct peers from the configuration; children and the parent come from the directory.</param>
    /// <param name="closed">What is done with new documents to closed agencies without a single successor (REF-04).</param>
    public RouteTable(DirectorySnapshot directory, NodeId self, IReadOnlyCollection<NodeId> peers, ClosedRecipients closed = ClosedRecipients.Refuse)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(peers);
        Directory = directory;
        Self = self;
        _closed = closed;
        Tree = new NodeTree(directory);
        Parent = Tree.ParentOf(self);
        Children = [.. directory.Nodes.Where(n => n.Parent == self && n.Id != self).Select(static n => n.Id)];
        _peers = peers.Where(p => p != self && p != Parent && Tree.Has(p) && !Tree.IsWithin(p, self)).ToFrozenSet();
        var next = new Dictionary<NodeId, NodeId>();
        foreach (var node in directory.Nodes)
        {
            if (node.Id != self && NextTo(node.Id) is { } hop)
            {
                next[node.Id] = hop;
            }
        }

        _next = next.ToFrozenDictionary();
        _names = new Lazy<AgencyNames>(() => new AgencyNames(directory));
    }

    /// <summary>The directory that the table was computed from.</summary>
    public DirectorySnapshot Directory { get; }

    /// <summary>This node.</summary>
    public NodeId Self { get; }

    /// <summary>The node above, if any.</summary>
    public NodeId? Parent { get; }

    /// <summary>The nodes directly below.</summary>
    public IReadOnlyList<NodeId> Children { get; }

    /// <summary>The tree of nodes.</summary>
    public NodeTree Tree { get; }

    /// <summary>Finds the way of a new document to a recipient at the instant.</summary>
    public Route Find(OrganId recipient, DateTimeOffset at)
    {
        if (Directory.FindAgency(recipient, at) is not { } agency)
        {
            return new Route.Unknown(recipient, () => Nearest(recipient.Value, at, NearestShown));
        }

        if (Successors.Receives(agency, at))
        {
            return Standing.OfficeOf(Directory, agency, at) is { } office
                ? To(recipient, office, new Redirection(agency, office, []))
                : To(recipient, agency, null);
        }

        var search = Successors.Find(Directory, agency, at);
        if (search.Receiver is { } receiver)
        {
            return To(recipient, Standing.OfficeOf(Directory, receiver, at) ?? receiver, new Redirection(agency, receiver, search.Steps));
        }

        return _closed == ClosedRecipients.FocalOffice && agency.Status != AgencyStatus.Locked && Standing.FocalOf(Directory, agency, at) is { } focal
            ? To(recipient, focal, new Redirection(agency, focal, []))
            : new Route.Closed(recipient, agency, search.Candidates, search.Fault);
    }

    /// <summary>
    /// Finds the way of a new document that a node before this one already directed: its choice counts while that agency is open and stands for the addressed one.
    /// </summary>
    public Route Find(OrganId recipient, OrganId delivered, DateTimeOffset at) =>
        recipient != delivered && Directory.FindAgency(delivered, at) is { } chosen && Successors.Receives(chosen, at) && Standing.StandsFor(Directory, recipient, delivered, at)
            ? To(recipient, chosen, Redirection.Explain(Directory, recipient, delivered))
            : Find(recipient, at);

    /// <summary>
    /// Finds the way of what concerns earlier traffic – statuses, recalls, updates (REF-06): to whoever received or sent it then, open or closed, because that is where
    /// its records are. Only when that agency's node is gone does it go where a new document would.
    /// </summary>
    /// <param name="recipient">As the packet writes it.</param>
    /// <param name="delivered">The agency that the earlier document was delivered to; the recipient itself when that is not known.</param>
    /// <param name="at">Now.</param>
    public Route FindKeeper(OrganId recipient, OrganId delivered, DateTimeOffset at)
    {
        var keeper = recipient == delivered || Standing.StandsFor(Directory, recipient, delivered, at) ? Directory.FindAgency(delivered, at) : null;
        keeper ??= Directory.FindAgency(recipient, at);
        return keeper is not null && To(recipient, keeper, Redirection.Explain(Directory, recipient, keeper.Code)) is var way and not Route.Unreachable
            ? way
            : Find(recipient, at);
    }

    /// <summary>Whether the neighbour may hand over packets of the sender.</summary>
    public bool MayHandOver(NodeId neighbour, OrganId from) => CheckHandOver(neighbour, from) == HandOver.Allowed;

    /// <summary>
    /// Whether the neighbour may hand over packets of the sender, and why not: a child hands over only what its subtree sends, a peer only its own subtree's,
    /// the parent nothing in our subtree's name. Closed senders count, because their documents may still be on their way.
    /// </summary>
    public HandOver CheckHandOver(NodeId neighbour, OrganId from)
    {
        var isParent = Parent == neighbour;
        var isChild = Tree.ParentOf(neighbour) == Self && neighbour != Self;
        if (!isParent && !isChild && !_peers.Contains(neighbour))
        {
            return HandOver.NoNeighbour;
        }

        // A version that begins or ended may have another host; what it sent from there may still be on its way.
        var versions = Directory.VersionsOf(from);
        if (versions.Count == 0)
        {
            return HandOver.UnknownSender;
        }

        if (isChild)
        {
            return versions.Any(v => Tree.IsWithin(v.Host, neighbour)) ? HandOver.Allowed : HandOver.OutsideItsSubtree;
        }

        if (versions.All(v => Tree.IsWithin(v.Host, Self)))
        {
            return HandOver.InOurName;
        }

        return isParent || versions.Any(v => Tree.IsWithin(v.Host, neighbour)) ? HandOver.Allowed : HandOver.OutsideItsSubtree;
    }

    /// <summary>Open agencies whose code or name, present or former, is most like the text, best first; a closed one stands for its successors (REF-12).</summary>
    public IReadOnlyList<Agency> Nearest(string text, DateTimeOffset at, int max)
    {
        var found = new List<Agency>();
        foreach (var named in _names.Value.Nearest(text, max))
        {
            var agency = Directory.FindAgency(named.Code, at) ?? named;
            var open = Successors.Receives(agency, at) ? [agency] : Open(Successors.Find(Directory, agency, at));
            foreach (var candidate in open)
            {
                if (found.Count < max && !found.Exists(f => f.Code == candidate.Code))
                {
                    found.Add(candidate);
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<Agency> Open(SuccessorSearch search) => search.Receiver is { } one ? [one] : search.Candidates;

    private Route To(OrganId addressed, Agency agency, Redirection? redirected)
    {
        if (agency.Host == Self)
        {
            return new Route.Here(addressed, agency, redirected);
        }

        return _next.TryGetValue(agency.Host, out var neighbour)
            ? new Route.Via(addressed, neighbour, agency, redirected)
            : new Route.Unreachable(addressed, agency);
    }

    private NodeId? NextTo(NodeId node)
    {
        if (Tree.ChildTowards(Self, node) is { } child)
        {
            return child;
        }

        if (_peers.Contains(node))
        {
            return node;
        }

        // Going up from the node, the first peer met is the one nearest to it. Where the ways of the node and of this one meet, the tree itself is the shorter way.
        var current = node;
        for (var depth = 0; depth < NodeTree.MaxDepth && Tree.ParentOf(current) is { } above && !Tree.IsWithin(Self, above); depth++)
        {
            if (_peers.Contains(above))
            {
                return above;
            }

            current = above;
        }

        return Parent;
    }
}
