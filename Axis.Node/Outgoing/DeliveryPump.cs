using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Axis.Core.Agencies;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Outgoing;

/// <summary>
/// Carries deliveries to one neighbour: what was just committed at once, what is due from the store, several at a time. Holds nothing that is not a row.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never taken holds nothing to dispose.")]
public sealed class DeliveryPump(
    NodeId neighbour,
    IStore store,
    DispatchQueue queue,
    Deliver deliver,
    KeepReceipt keep,
    LinkClients clients,
    LinkHealth health,
    LinkSignals signals,
    DeliveryOptions options,
    TimeProvider time,
    ILogger logger)
{
    // How long the pump sleeps at most when nothing is said to be due: a missed signal costs this much, never a document.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    // So many fresh ones in a row before the store is asked, so that new traffic never starves what is due from before.
    private const int FreshRun = 256;

    private readonly ConcurrentDictionary<Guid, byte> _underWay = new();
    private readonly SemaphoreSlim _slots = new(options.ConcurrencyPerLink);
    private readonly LinkCircuit _circuit = clients.Circuit(neighbour);
    private DateTimeOffset _storeDue = DateTimeOffset.MinValue;

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var signal = signals.Next(neighbour);
            var worked = false;
            try
            {
                if (_circuit.Remaining == TimeSpan.Zero)
                {
                    worked = await StartDueAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (StoreUnavailableException e)
            {
                Log.StoreUnavailable(logger, neighbour.Value, e.Message);
            }

            if (!worked)
            {
                await SleepAsync(signal, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> StartDueAsync(CancellationToken cancellationToken)
    {
        var worked = false;
        for (var taken = 0; taken < FreshRun && _circuit.Remaining == TimeSpan.Zero && queue.Take(neighbour) is { } fresh; taken++)
        {
            worked = true;
            if (time.GetUtcNow() < fresh.Row.DueAt)
            {
                await StartAsync(fresh, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // It lay here past its grace, so the store hands it out too: once is enough.
                queue.Ended(fresh.Row.Id);
                _storeDue = DateTimeOffset.MinValue;
            }
        }

        var now = time.GetUtcNow();
        if (_circuit.Remaining > TimeSpan.Zero || now < _storeDue)
        {
            return worked;
        }

        // While the neighbour's condition is unknown after failures, one delivery is the probe.
        var max = _circuit.Failures > 0 ? 1 : options.ConcurrencyPerLink * 4;
        var due = store.Read(s => s.Outbox.NextDue(neighbour));
        if (due is null || due > now)
        {
            _storeDue = due is { } later && later < now + LongestSleep ? later : now + LongestSleep;
            return worked;
        }

        var claimed = await store.WriteAsync(s => s.Outbox.ClaimDue(neighbour, now, now.AddSeconds(options.LeaseSeconds), now.AddMinutes(-options.StarvationMinutes), max), cancellationToken).ConfigureAwait(false);
        foreach (var row in claimed)
        {
            worked = true;
            await StartAsync(new FreshDelivery(row, default), cancellationToken).ConfigureAwait(false);
        }

        return worked;
    }

    private async Task StartAsync(FreshDelivery delivery, CancellationToken cancellationToken)
    {
        // A large packet may outlast its lease and be handed out again while it is still under way here.
        if (!_underWay.TryAdd(delivery.Row.Id, 0))
        {
            return;
        }

        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await AttemptAsync(delivery, cancellationToken).ConfigureAwait(false);

                    // Only what is written down is known: an attempt that broke off stays in doubt.
                    queue.Ended(delivery.Row.Id);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    Log.AttemptStopped(logger, delivery.Row.Id);
                }
                catch (StoreUnavailableException e)
                {
                    // Nothing was written down, so the lease runs out and the delivery is made again.
                    Log.StoreUnavailable(logger, neighbour.Value, e.Message);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    Log.AttemptBroke(logger, delivery.Row.Id, e);
                }
                finally
                {
                    _underWay.TryRemove(delivery.Row.Id, out _);
                    _slots.Release();
                }
            },
            CancellationToken.None);
    }

    private async Task AttemptAsync(FreshDelivery delivery, CancellationToken cancellationToken)
    {
        DeliverOutcome outcome;
        try
        {
            outcome = await deliver.RunAsync(delivery, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkUnreachableException e)
        {
            _circuit.Unreachable();
            queue.Forget(neighbour);
            await health.FailedAsync(neighbour, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
            await keep.UnreachableAsync([delivery.Row], e.Code, e.Message, _circuit.Remaining, !e.NothingSent, cancellationToken).ConfigureAwait(false);
            Wake();
            return;
        }

        if (outcome is DeliverOutcome.Withheld)
        {
            await keep.WithheldAsync(delivery.Row, cancellationToken).ConfigureAwait(false);
            return;
        }

        _circuit.Reached();
        await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case DeliverOutcome.Answered answered:
                await keep.AnsweredAsync(delivery.Row, answered.Receipts, cancellationToken).ConfigureAwait(false);
                break;
            case DeliverOutcome.HandedOver given:
                await keep.HandedOverAsync(delivery.Row, given.DocId, cancellationToken).ConfigureAwait(false);
                break;
            case DeliverOutcome.Rejected rejected:
                Log.DeliveryFailed(logger, delivery.Row.Id, neighbour.Value, rejected.Code);
                await keep.RejectedAsync(delivery.Row, rejected.Code, rejected.Sentence, cancellationToken).ConfigureAwait(false);
                break;
            case DeliverOutcome.Later later:
                await keep.LaterAsync(delivery.Row, later.Code, later.Sentence, later.InDoubt, cancellationToken).ConfigureAwait(false);
                Wake();
                break;
            case DeliverOutcome.Failed failed:
                Log.DeliveryFailed(logger, delivery.Row.Id, neighbour.Value, failed.Code);
                await keep.FailedAsync(delivery.Row, failed.Code, failed.Sentence, inDoubt: false, cancellationToken).ConfigureAwait(false);
                Wake();
                break;
        }
    }

    private void Wake()
    {
        _storeDue = DateTimeOffset.MinValue;
        signals.Set(neighbour);
    }

    private async Task SleepAsync(Task signal, CancellationToken cancellationToken)
    {
        var sleep = _circuit.Remaining;
        if (sleep == TimeSpan.Zero)
        {
            var untilDue = _storeDue - time.GetUtcNow();
            sleep = untilDue > TimeSpan.Zero ? untilDue : TimeSpan.FromMilliseconds(50);
            await signal.WaitAsync(sleep, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (signal.IsCompleted)
            {
                _storeDue = DateTimeOffset.MinValue;
            }
        }
        else
        {
            // A signal does not open a circuit; an operator's retry resets it, and that is seen within a second.
            var step = TimeSpan.FromSeconds(1);
            await Task.Delay(sleep < step ? sleep : step, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _storeDue = DateTimeOffset.MinValue;
        }
    }
}
