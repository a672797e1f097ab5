using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reconciling;

/// <summary>
/// Holds back what goes to a neighbour until it has told, after this start, what passed between the two. A neighbour that is away holds back its own link alone.
/// </summary>
public sealed class LinkGate(
    ReconcileLink reconcile, NodeEpoch epoch, LiveDirectory directory, LinkClients clients, LinkHealth health, DispatchQueue queue, TimeProvider time, ILogger<LinkGate> logger)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<NodeId, byte> _asked = new();
    private readonly ConcurrentDictionary<NodeId, byte> _open = new();
    private volatile bool _firstRoundOver;

    /// <summary>Whether the neighbour has been compared with since this start.</summary>
    public bool IsOpen(NodeId neighbour) => _open.ContainsKey(neighbour);

    /// <summary>Returns when the neighbour has been compared with.</summary>
    public async Task OpenAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        var circuit = clients.Circuit(neighbour);
        while (!IsOpen(neighbour))
        {
            if (circuit.Remaining is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest < Step ? rest : Step, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await TryAsync(neighbour, circuit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until every neighbour that can be called was asked once since the start: numbers given out by a store that was put back are learned from the
    /// packets that the neighbours hold. Waits a short while at most; a neighbour that does not answer holds up nobody's number.
    /// </summary>
    public async Task FirstRoundAsync(CancellationToken cancellationToken)
    {
        if (_firstRoundOver)
        {
            return;
        }

        var until = time.GetUtcNow() + LongestRound;
        while (directory.Neighbours.Any(n => !n.Fetches && !_asked.ContainsKey(n.Id)) && time.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }

        _firstRoundOver = true;
    }

    private async Task TryAsync(NodeId neighbour, LinkCircuit circuit, CancellationToken cancellationToken)
    {
        try
        {
            var since = epoch.Since(neighbour);
            var report = await reconcile.RunAsync(neighbour, since, cancellationToken).ConfigureAwait(false);
            circuit.Reached();
            await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);
            if (report.OutOfTime)
            {
                // What came so far is here; the next round begins behind it.
                Log.ReconcileFailed(logger, neighbour.Value, "its time was used up before it had told everything");
                return;
            }

            if (report.Failed > 0)
            {
                Log.ReconcileIncomplete(logger, neighbour.Value, report.Failed);
            }

            await epoch.ReleaseAsync(neighbour, cancellationToken).ConfigureAwait(false);

            // What lay in memory may meanwhile be known to have been sent; the rows say what is still owed.
            queue.Forget(neighbour);
            _open.TryAdd(neighbour, 0);
        }
        catch (LinkUnreachableException e)
        {
            circuit.Unreachable();
            await health.FailedAsync(neighbour, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LinkAnswerException or LinkException or StoreUnavailableException or IOException)
        {
            Log.ReconcileFailed(logger, neighbour.Value, e.Message);
            circuit.Unreachable();
        }
        finally
        {
            _asked.TryAdd(neighbour, 0);
        }
    }
}
