using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Options;

namespace Axis.Node.Vxp.Link;

/// <summary>The configured links of kind <c>vxp</c> and the calling side of each.</summary>
public sealed class VxpLinks(LinkOptions options, NodePaths paths, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<NodeId, VxpClient> _clients = new();

    /// <summary>Neighbours with which VXP is spoken.</summary>
    public IReadOnlyList<NodeId> All { get; } = [.. options.Neighbours.Where(static n => n.Kind == LinkKind.Vxp).Select(static n => NodeId.Parse(n.Id))];

    /// <summary>The settings of a link; <c>null</c> when another kind is spoken.</summary>
    public VxpLinkOptions? Find(NodeId neighbour) => options.Find(neighbour) is { Kind: LinkKind.Vxp } found ? found.Vxp : null;

    /// <summary>The calling side of a link.</summary>
    /// <exception cref="LinkUnreachableException">It cannot be made: a file of it cannot be read.</exception>
    public VxpClient Client(NodeId neighbour)
    {
        var settings = Find(neighbour) ?? throw new LinkUnreachableException($"Nút {neighbour} không có kết nối VXP trong cấu hình.");
        try
        {
            return _clients.GetOrAdd(neighbour, _ => new VxpClient(settings, paths.Keys, time));
        }
        catch (SettingsException e)
        {
            throw new LinkUnreachableException($"Kết nối VXP của nút {neighbour}: {e.Message}", e) { Code = "VXP_TLS" };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
