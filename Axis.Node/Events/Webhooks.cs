using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>The configured addresses.</summary>
internal sealed class Webhooks(EventOptions options, NodeOptions node, NodePaths paths, IStore store, TimeProvider time) : IEventTargetSource
{
    /// <inheritdoc/>
    public IEnumerable<IEventTarget> Targets() => options.Webhooks.Select((hook, i) => new WebhookTarget(
        hook,
        WebhookSecret.Read(Path.Combine(paths.Data, hook.SecretFile), $"Events:Webhooks:{i}:SecretFile"),
        TrustedRoots.Read(paths.Data, hook.TrustedRoots, $"Events:Webhooks:{i}:TrustedRoots"),
        TimeSpan.FromSeconds(options.TimeoutSeconds),
        node.NodeId,
        store,
        time));
}
