using Axis.Node.Hosting;
using Axis.Node.Options;

namespace Axis.Node.Drop;

/// <summary>All configured folders.</summary>
internal sealed class DropFolders(DropOptions options, NodePaths paths)
{
    public IReadOnlyList<DropFolder> All { get; } = [.. options.Folders.Select(f => new DropFolder(f, paths.Data))];
}
