using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Reconciling;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>Runs, for every neighbour that can be called, the pumps towards it; for a node that cannot be reached itself, the fetching from its parent. Follows the directory.</summary>
public sealed class LinkPumps(
    LiveDirectory directory,
    IStore store,
    DispatchQueue queue,
    Deliver deliver,
    KeepReceipt keep,
    LinkClients clients,
    LinkHealth health,
    LinkSignals signals,
    FetchWaiting fetch,
    LinkGate gate,
    VxpPumps vxp,
    DeliveryOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly Dictionary<NodeId, (CancellationTokenSource Stop, bool Fetches)> _running = [];
    private readonly ILogger _logger = loggers.CreateLogger<LinkPumps>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever held a lease before is gone: the process that held it is this one's past.
        await store.WriteAsync(s => s.Outbox.ReleaseLeases(time.GetUtcNow()), stoppingToken).ConfigureAwait(false);
        using var greeting = lifetime.ApplicationStarted.Register(() => _ = GreetAsync(stoppingToken));
        var others = vxp.RunAsync(stoppingToken);
        var changed = new SemaphoreSlim(1);
        void OnChanged() => changed.Release();
        directory.Changed += OnChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await changed.WaitAsync(stoppingToken).ConfigureAwait(false);
                Follow(stoppingToken);
            }
        }
        finally
        {
            directory.Changed -= OnChanged;
            await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A neighbour that could not reach this node for long tries rarely; a call from here tells it that it may.
    private Task GreetAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(directory.Neighbours.Where(static n => !n.Fetches).Select(async neighbour =>
        {
            try
            {
                await clients.For(neighbour.Id).PingAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException or OperationCanceledException)
            {
                Log.NotGreeted(_logger, neighbour.Id.Value, e.Message);
            }
        }));

    private void Follow(CancellationToken stoppingToken)
    {
        var wanted = directory.Neighbours.ToDictionary(static n => n.Id);
        foreach (var gone in _running.Where(r => !wanted.TryGetValue(r.Key, out var n) || n.Fetches != r.Value.Fetches).ToList())
        {
            gone.Value.Stop.Cancel();
            gone.Value.Stop.Dispose();
            _running.Remove(gone.Key);
        }

        foreach (var neighbour in wanted.Values.Where(n => !_running.ContainsKey(n.Id)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _running[neighbour.Id] = (stop, neighbour.Fetches);
            if (!neighbour.Fetches)
            {
                Log.PumpStarted(_logger, neighbour.Id.Value);
                var pump = new DeliveryPump(neighbour.Id, store, queue, deliver, keep, clients, health, signals, options, time, loggers.CreateLogger<DeliveryPump>());
                Keep(neighbour.Id, ct => gate.OpenAsync(neighbour.Id, ct), pump.RunAsync, stop.Token);
                Keep(neighbour.Id, ct => OpenedAsync(neighbour.Id, ct), new ReturnPump(neighbour.Id, store, clients, health, signals, time, loggers.CreateLogger<ReturnPump>()).RunAsync, stop.Token);
                if (directory.Own is { PullOnly: true } && neighbour.Relation == NeighbourRelation.Parent)
                {
                    Keep(neighbour.Id, ct => OpenedAsync(neighbour.Id, ct), ct => fetch.RunAsync(neighbour.Id, ct), stop.Token);
                }
            }
        }
    }

    // One of the pumps compares with the neighbour; the others wait for it.
    private async Task OpenedAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        while (!gate.IsOpen(neighbour))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Keep(NodeId neighbour, Func<CancellationToken, Task> open, Func<CancellationToken, Task> run, CancellationToken cancellationToken) =>
        _ = KeepRunning.RunAsync(
            async ct =>
            {
                await open(ct).ConfigureAwait(false);
                await run(ct).ConfigureAwait(false);
            },
            e => Log.PumpBroke(_logger, neighbour.Value, e),
            time,
            cancellationToken);
}
