using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Links as operators see them: the directory's tree, the configuration and what is remembered, in one line each.</summary>
internal static class LinkViews
{
    public static IReadOnlyList<LinkView> List(ISession session, NodeDirectory directory, LinkOptions options)
    {
        var snapshot = directory.Current();
        var own = snapshot.FindNode(directory.Self);
        var states = session.Links.List().ToDictionary(static s => s.Neighbour);
        var counts = session.Outbox.Counts().ToLookup(static c => c.Link);
        var owed = session.Returns.Counts().ToDictionary(static r => r.Neighbour, static r => r.Count);
        return [.. snapshot.Nodes
            .Select(node => (Node: node, Relation: Relation(node, own, directory.Self, options)))
            .Where(static n => n.Relation is not null)
            .OrderBy(static n => n.Relation == "parent" ? 0 : 1)
            .ThenBy(static n => n.Node.Id.Value, StringComparer.Ordinal)
            .Select(n => WithVxp(session, n.Node.Id, options.Find(n.Node.Id), View(n.Node, n.Relation!, own, options.Find(n.Node.Id), NodeEpoch.IsHeld(session, n.Node.Id), states.GetValueOrDefault(n.Node.Id), counts[n.Node.Id], owed.GetValueOrDefault(n.Node.Id))))];
    }

    // Not reconciled, not pinned and without an epoch: nothing of the native link is spoken here.
    private static LinkView WithVxp(ISession session, NodeId neighbour, NeighbourOptions? configured, LinkView view)
    {
        if (configured is not { Kind: LinkKind.Vxp, Vxp: var vxp })
        {
            return view;
        }

        var counts = session.VxpLinks.Counts(neighbour);
        return view with
        {
            Kind = "vxp",
            Mode = "push",
            Addresses = [vxp.Endpoint],
            Vxp = new VxpLinkView(vxp.SystemId, vxp.Dialect.ToString(), counts.Waiting, counts.Untold, counts.Failed),
        };
    }

    private static string? Relation(NodeEntry node, NodeEntry? own, NodeId self, LinkOptions options) =>
        node.Id == self ? null
        : own?.Parent == node.Id ? "parent"
        : node.Parent == self ? "child"
        : options.Find(node.Id)?.Peer == true ? "peer"
        : null;

    private static LinkView View(NodeEntry node, string relation, NodeEntry? own, NeighbourOptions? configured, bool held, LinkState? state, IEnumerable<QueueCount> counts, long owed)
    {
        var figures = counts.ToList();
        return new LinkView
        {
            Neighbour = node.Id.Value,
            Name = node.Name,
            Relation = relation,
            Mode = Mode(node, relation, own, configured),
            Addresses = configured is { Addresses.Count: > 0 } ? [.. configured.Addresses] : [.. node.Endpoints.Select(static e => e.ToString())],
            State = state switch
            {
                { ClosedReason: not null } => "closed",
                _ when held => "reconciling",
                null => "unused",
                { LastErrorAt: { } error } when state.LastContactAt is null || error > state.LastContactAt => "failing",
                _ => "open",
            },
            ClosedReason = state?.ClosedReason,
            LastContactAt = state?.LastContactAt,
            LastErrorAt = state?.LastErrorAt,
            LastErrorCode = state?.LastErrorCode,
            LastError = state?.LastError,
            PinnedSpki = state?.PinnedSpki?.ToString(),
            Epoch = state?.Epoch,
            Waiting = figures.Where(static c => c.State == DeliveryState.Waiting).Sum(static c => c.Count),
            Dead = figures.Where(static c => c.State == DeliveryState.Dead).Sum(static c => c.Count),
            ReceiptsOwed = owed,
        };
    }

    // "pull" says that one side fetches what waits for it: this node from its parent, or a pull-only neighbour from here.
    private static string Mode(NodeEntry node, string relation, NodeEntry? own, NeighbourOptions? configured) =>
        configured?.Mode is { } mode ? (mode == LinkMode.Pull ? "pull" : "push")
        : node.PullOnly || (relation == "parent" && own?.PullOnly == true) ? "pull"
        : "push";
}
