using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
        Roots(hook, $"Events:Webhooks:{i}:TrustedRoots"),
        TimeSpan.FromSeconds(options.TimeoutSeconds),
        node.NodeId,
        store,
        time));

    private X509Certificate2Collection Roots(WebhookOptions hook, string key)
    {
        var roots = new X509Certificate2Collection();
        if (hook.TrustedRoots.Length == 0)
        {
            return roots;
        }

        try
        {
            roots.ImportFromPemFile(Path.Combine(paths.Data, hook.TrustedRoots));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingsException($"{key}: không đọc được chứng thư PEM từ '{hook.TrustedRoots}': {e.Message}", e);
        }

        return roots.Count > 0 ? roots : throw new SettingsException($"{key}: tệp '{hook.TrustedRoots}' không có chứng thư PEM nào.");
    }
}
