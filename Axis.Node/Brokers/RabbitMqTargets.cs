using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Axis.Node.Events;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Node.Brokers;

/// <summary>The configured broker as a receiver of events. The broker's client is loaded only where there is one: an idle node without it does not pay for it.</summary>
[SuppressMessage("Performance", "CA1859:Use concrete types when possible", Justification = "A concrete type here would load the broker's client with this class.")]
internal sealed class RabbitMqTargets(EventOptions options, NodeOptions node, NodePaths paths, IStore store, TimeProvider time) : IEventTargetSource, IAsyncDisposable
{
    private const string Key = "Events:RabbitMq";

    private RabbitMqTarget? _target;

    /// <inheritdoc/>
    public IEnumerable<IEventTarget> Targets() => options.RabbitMq.IsConfigured ? [Open()] : [];

    public ValueTask DisposeAsync() => _target?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Not inlined: compiling a method that names a type of the client loads it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RabbitMqTarget Open()
    {
        var broker = options.RabbitMq;
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var password = Encoding.UTF8.GetString(PrivateFile.Read(Path.Combine(paths.Data, broker.PasswordFile))).TrimEnd('\r', '\n');
        if (password.Length == 0)
        {
            throw new SettingsException($"{Key}:PasswordFile: tệp '{broker.PasswordFile}' không có mật khẩu.");
        }

        var roots = TrustedRoots.Read(paths.Data, broker.TrustedRoots, $"{Key}:TrustedRoots");
        var factory = RabbitMqLine.Factory(new Uri(broker.Address), broker.VirtualHost, broker.User, password, roots, timeout, "axis " + node.NodeId.Value);
        return _target = new RabbitMqTarget(broker, new RabbitMqLine(factory, broker.Exchange), timeout, node.NodeId, store, time);
    }
}
