using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

/// <summary>Runs, for every configured VXP link whose neighbour the directory names, the pump that sends, the one that answers, and the polling. Nothing in them is not a row.</summary>
public sealed class VxpPumps
{
    private static readonly TimeSpan DirectoryStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    private readonly VxpLinks _links;
    private readonly VxpPolls _polls;
    private readonly TakeEdoc _take;
    private readonly StatusOfArrival _arrivals;
    private readonly Func<NodeId, DeliveryPump> _delivering;
    private readonly LiveDirectory _directory;
    private readonly LinkClients _clients;
    private readonly LinkHealth _health;
    private readonly LinkSignals _signals;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Starts nothing yet.</summary>
    public VxpPumps(
        VxpLinks links,
        VxpPolls polls,
        TakeEdoc take,
        StatusOfArrival arrivals,
        LiveDirectory directory,
        DispatchQueue queue,
        Deliver deliver,
        KeepReceipt keep,
        LinkClients clients,
        LinkHealth health,
        LinkSignals signals,
        DeliveryOptions options,
        IStore store,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_links, _polls, _take, _arrivals, _directory, _clients, _health, _signals, _store, _time) = (links, polls, take, arrivals, directory, clients, health, signals, store, time);
        _logger = loggers.CreateLogger<VxpPumps>();
        _delivering = link => new DeliveryPump(link, store, queue, deliver, keep, clients, health, signals, options, time, loggers.CreateLogger<DeliveryPump>());
    }

    /// <summary>Runs until stopped.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_links.All.Select(link => RunAsync(link, cancellationToken)));

    private async Task RunAsync(NodeId link, CancellationToken cancellationToken)
    {
        var named = true;
        while (_directory.FindOther(link) is null)
        {
            if (named)
            {
                Log.NotInDirectory(_logger, link.Value);
                named = false;
            }

            await Task.Delay(DirectoryStep, _time, cancellationToken).ConfigureAwait(false);
        }

        Log.LinkStarted(_logger, link.Value);
        var poll = new VxpPoll(link, _links.Find(link)!, _links, _take, _clients.Circuit(link), _health, _polls, _store, _time, _logger);
        await Task.WhenAll(
            KeepAsync(link, _delivering(link).RunAsync, cancellationToken),
            KeepAsync(link, poll.RunAsync, cancellationToken),
            KeepAsync(link, ct => AnswerAsync(link, ct), cancellationToken)).ConfigureAwait(false);
    }

    private async Task AnswerAsync(NodeId link, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var signal = _signals.Next(link);
            if (await _arrivals.RunAsync(link, cancellationToken).ConfigureAwait(false) == 0)
            {
                await signal.WaitAsync(LongestSleep, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task KeepAsync(NodeId link, Func<CancellationToken, Task> run, CancellationToken cancellationToken) =>
        KeepRunning.RunAsync(run, e => Log.PumpBroke(_logger, link.Value, e), _time, cancellationToken);
}
