using System.Collections.Frozen;
using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>The tree of nodes that the directory describes by each node's parent.</summary>
public sealed class NodeTree
{
    /// <summary>Deepest tree that is followed; the administration has four levels, the rest is room for gateways.</summary>
    public const int MaxDepth = 32;

    private readonly FrozenDictionary<NodeId, NodeId?> _parents;

    /// <summary>Reads the tree from the directory.</summary>
    public NodeTree(DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        _parents = directory.Nodes.ToFrozenDictionary(static n => n.Id, static n => n.Parent);
    }

    /// <summary>Whether the directory has the node.</summary>
    public bool Has(NodeId node) => _parents.ContainsKey(node);

    /// <summary>The node above; <c>null</c> for the central one and for unknown nodes.</summary>
    public NodeId? ParentOf(NodeId node) => _parents.GetValueOrDefault(node);

    /// <summary>Whether the node is the ancestor itself or lies below it. A cycle of parents ends the search.</summary>
    public bool IsWithin(NodeId node, NodeId ancestor)
    {
        var current = node;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (current == ancestor)
            {
                return true;
            }

            if (ParentOf(current) is not { } parent)
            {
                return false;
            }

            current = parent;
        }

        return false;
    }

    /// <summary>The child of <paramref name="ancestor"/> below which the node lies; <c>null</c> when it does not lie below it.</summary>
    public NodeId? ChildTowards(NodeId ancestor, NodeId node)
    {
        var current = node;
        for (var depth = 0; depth < MaxDepth && ParentOf(current) is { } parent; depth++)
        {
            if (parent == ancestor)
            {
                return current;
            }

            current = parent;
        }

        return null;
    }

    /// <summary>The next node on the way along the tree; <c>null</c> at the target itself and where there is no way.</summary>
    public NodeId? Next(NodeId at, NodeId target)
    {
        if (at == target || !Has(target))
        {
            return null;
        }

        return ChildTowards(at, target) ?? ParentOf(at);
    }
}
