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
    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(NodeId parent, CancellationToken cancellationToken)
    {
        var circuit = clients.Circuit(parent);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (circuit.Remaining > TimeSpan.Zero)
                {
                    await Task.Delay(circuit.Remaining, time, cancellationToken).ConfigureAwait(false);
                }

                var client = clients.For(parent);
                var waiting = await client.WaitingAsync(TimeSpan.FromSeconds(options.LongPollSeconds), cancellationToken).ConfigureAwait(false);
                circuit.Reached();
                await health.ReachedAsync(parent, cancellationToken).ConfigureAwait(false);
                await TakeReceiptsAsync(parent, client, waiting, cancellationToken).ConfigureAwait(false);
                await Parallel.ForEachAsync(
                    waiting.Deliveries,
                    new ParallelOptions { MaxDegreeOfParallelism = Math.Min(4, options.ConcurrencyPerLink), CancellationToken = cancellationToken },
                    async (frame, ct) => await TakeDeliveryAsync(parent, client, frame, ct).ConfigureAwait(false)).ConfigureAwait(false);
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

    private async Task TakeReceiptsAsync(NodeId parent, LinkClient client, WaitingFrame waiting, CancellationToken cancellationToken)
    {
        if (waiting.Receipts.Count == 0)
        {
            return;
        }

        var outcome = await returning.RunAsync(parent, waiting.Receipts, null, cancellationToken).ConfigureAwait(false);
        var later = outcome.Refused.Where(static r => r.Retryable).Select(static r => r.Receipt).ToHashSet(StringComparer.Ordinal);
        var taken = waiting.Receipts.Select(static r => r.Digest.ToString()).Where(d => !later.Contains(d)).ToList();
        await client.TakenAsync(new TakenReceipts(taken), cancellationToken).ConfigureAwait(false);
        if (later.Count == waiting.Receipts.Count)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeDeliveryAsync(NodeId parent, LinkClient client, DeliveryFrame frame, CancellationToken cancellationToken)
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
            return;
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
        }
        catch (LinkException e)
        {
            await refusals.RunAsync(parent, e, cancellationToken).ConfigureAwait(false);
            await client.PutProblemAsync(
                delivery,
                new LinkProblem("urn:docaxis:link:" + e.Error.Code.ToLowerInvariant(), e.Error.SentenceEn, e.Error.Status, e.Error.Code, e.Message, e.Error.Retryable, null),
                cancellationToken).ConfigureAwait(false);
        }
    }
}
