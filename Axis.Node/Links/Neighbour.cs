using Axis.Core.Agencies;

namespace Axis.Node.Links;

/// <summary>A node that this node exchanges with directly.</summary>
/// <param name="Id">Who.</param>
/// <param name="Relation">Where it stands.</param>
/// <param name="Fetches">It cannot be reached from outside: what it is owed waits until it asks.</param>
/// <param name="Endpoints">Base addresses of its link listener.</param>
public sealed record Neighbour(NodeId Id, NeighbourRelation Relation, bool Fetches, IReadOnlyList<Uri> Endpoints);

/// <summary>Where a neighbour stands in the tree.</summary>
public enum NeighbourRelation
{
    /// <summary>The node above.</summary>
    Parent = 1,

    /// <summary>A node below.</summary>
    Child = 2,

    /// <summary>A direct link that both operators configured.</summary>
    Peer = 3,
}
