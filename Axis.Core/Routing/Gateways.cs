using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>
/// Which node may vouch, with a ReceivedFromNonERDS receipt, for a packet that carries no signature of its sender (promise 5): the node that hosts the sender, or
/// the gateway that the directory names: the node whose neighbour on the way to the sender's host can seal nothing itself.
/// </summary>
public static class Gateways
{
    /// <summary>Whether the node may vouch for packets of the sender.</summary>
    public static bool MayVouch(NodeId issuer, OrganId from, DirectorySnapshot directory, NodeTree tree)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(tree);
        return directory.VersionsOf(from).Any(version => version.Host == issuer || (tree.Next(issuer, version.Host) is { } next && SealsNothing(next, directory)));
    }

    /// <summary>Whether the directory binds no sealing key to the node: it issues no receipts, so what lies beyond it needs a gateway.</summary>
    public static bool SealsNothing(NodeId node, DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.FindNode(node) is not null && !directory.CertificatesOf(node.Value, KeyUse.NodeSeal).Any();
    }
}
