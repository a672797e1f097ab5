using Axis.Node.Events;

namespace Axis.Node.Drop;

/// <summary>The folders as receivers of events.</summary>
internal sealed class DropTargets(DropFolders folders, PutInbox put, WriteStatus status) : IEventTargetSource
{
    /// <inheritdoc/>
    public IEnumerable<IEventTarget> Targets() => folders.All.Select(f => new DropTarget(f, put, status));
}
