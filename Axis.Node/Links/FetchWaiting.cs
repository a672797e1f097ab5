using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Options;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>
/// Fetches what waits at the parent, for a node that cannot be reached from outside: the same reception as for a delivery that is brought, over a connection
/// that this node opened.
/// </summary>
public sealed class FetchWaiting(
    LiveDirectory directory,
    LinkClients clients,
    LinkHealth health,
    ReceiveDelivery receive,
    ReturnReceipts returning,
    JournalRefusals refusals,
    DeliveryOptions options,
    TimeProvider time,
    ILogger<FetchWaiting> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(NodeId parent, CancellationToken cancellationToken)
    {
        var circuit = clients.Circuit(parent);
        var useless = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (circuit.Remaining > TimeSpan.Zero)
                {
                    await Task.Delay(circuit.Remaining, time, cancellationToken).ConfigureAwait(false);
                }

                var client = clients.For(parent);
                var wait = TimeSpan.FromSeconds(options.LongPollSeconds);
                var asked = time.GetTimestamp();
                var waiting = await client.WaitingAsync(wait, cancellationToken).ConfigureAwait(false);
                var held = time.GetElapsedTime(asked);
                circuit.Reached();
                await health.ReachedAsync(parent, cancellationToken).ConfigureAwait(false);
                var done = await TakeReceiptsAsync(parent, client, waiting, cancellationToken).ConfigureAwait(false);
                await Parallel.ForEachAsync(
                    waiting.Deliveries,
                    new ParallelOptions { MaxDegreeOfParallelism = Math.Min(4, options.ConcurrencyPerLink), CancellationToken = cancellationToken },
                    async (frame, ct) =>
                    {
                        if (await TakeDeliveryAsync(parent, client, frame, ct).ConfigureAwait(false))
                        {
                            Interlocked.Increment(ref done);
                        }
                    }).ConfigureAwait(false);

                // A parent that answers at once with nothing, or with nothing that can be taken, is asked again after growing pauses; one that held the call is not.
                useless = done > 0 || (held >= wait / 2 && waiting.Deliveries.Count == 0 && waiting.Receipts.Count == 0) ? 0 : useless + 1;
                if (useless > 0)
                {
                    Log.FetchedNothing(logger, parent.Value, useless);
                    await Task.Delay(Backoff.Delay(useless, FirstPause, LongestPause), time, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (LinkUnreachableException e)
            {
                circuit.Unreachable();
                await health.FailedAsync(parent, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is LinkAnswerException or LinkException or StoreUnavailableException or IOException)
            {
                Log.FetchFailed(logger, parent.Value, e.Message);
                circuit.Unreachable();
            }
        }
    }

    // How many are kept.
    private async Task<int> TakeReceiptsAsync(NodeId parent, LinkClient client, WaitingFrame waiting, CancellationToken cancellationToken)
    {
        if (waiting.Receipts.Count == 0)
        {
            return 0;
        }

        var outcome = await returning.RunAsync(parent, waiting.Receipts, null, cancellationToken).ConfigureAwait(false);
        var later = outcome.Refused.Where(static r => r.Retryable).Select(static r => r.Receipt).ToHashSet(StringComparer.Ordinal);
        var taken = waiting.Receipts.Select(static r => r.Digest.ToString()).Where(d => !later.Contains(d)).ToList();
        await client.TakenAsync(new TakenReceipts(taken), cancellationToken).ConfigureAwait(false);
        return outcome.Kept;
    }

    // Whether it was answered with receipts.
    private async Task<bool> TakeDeliveryAsync(NodeId parent, LinkClient client, DeliveryFrame frame, CancellationToken cancellationToken)
    {
        var neighbour = directory.FindNeighbour(parent) ?? throw new LinkUnreachableException($"Nút {parent} không còn là láng giềng.");
        Guid delivery;
        try
        {
            delivery = Offer.Parse(frame.OfferBytes).Delivery;
        }
        catch (LinkException e)
        {
            // Without an id there is nothing to answer under; the others of the batch go on.
            await refusals.RunAsync(parent, e, cancellationToken).ConfigureAwait(false);
            return false;
        }

        try
        {
            var outcome = await receive.OfferAsync(neighbour, frame, cancellationToken).ConfigureAwait(false);
            while (outcome is ReceiveOutcome.Wanted wanted)
            {
                var content = await client.FetchAsync(delivery, wanted.Offset, cancellationToken).ConfigureAwait(false);
                await using (content.ConfigureAwait(false))
                {
                    outcome = await receive.ContentAsync(neighbour, delivery, wanted.Offset, content, cancellationToken).ConfigureAwait(false);
                }
            }

            await client.PutReceiptsAsync(delivery, ((ReceiveOutcome.Receipted)outcome).Receipts, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LinkException e)
        {
            await refusals.RunAsync(parent, e, cancellationToken).ConfigureAwait(false);
            await client.PutProblemAsync(
                delivery,
                new LinkProblem("urn:docaxis:link:" + e.Error.Code.ToLowerInvariant(), e.Error.SentenceEn, e.Error.Status, e.Error.Code, e.Message, e.Error.Retryable, null),
                cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
