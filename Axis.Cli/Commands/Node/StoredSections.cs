using Axis.Node.Hosting;
using Axis.Node.Storage.Sqlite;

namespace Axis.Cli.Commands.Node;

/// <summary>What the node of a data folder has accepted of the directory, whether it runs or not.</summary>
internal static class StoredSections
{
    /// <summary>The newest version of a section; <c>null</c> when the node has none, or has not run yet.</summary>
    public static (long Version, ReadOnlyMemory<byte> Bytes)? Newest(string dataFolder, string section) => AcceptedSections.Newest(new NodePaths(dataFolder).Database, section);
}
