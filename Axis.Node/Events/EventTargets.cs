namespace Axis.Node.Events;

/// <summary>All configured receivers.</summary>
public sealed class EventTargets(IEnumerable<IEventTargetSource> sources)
{
    /// <summary>The receivers.</summary>
    public IReadOnlyList<IEventTarget> All { get; } = [.. sources.SelectMany(static s => s.Targets())];

    /// <summary>One by its name, or <c>null</c>.</summary>
    public IEventTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
