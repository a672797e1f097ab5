using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Returning;

/// <summary>Carries receipts home to one neighbour, in batches: while one is under way the next gathers.</summary>
public sealed class ReturnPump(
    NodeId neighbour,
    IStore store,
    LinkClients clients,
    LinkHealth health,
    LinkSignals signals,
    TimeProvider time,
    ILogger logger)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private readonly LinkCircuit _circuit = clients.Circuit(neighbour);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var signal = signals.Next(neighbour);
            var worked = false;
            try
            {
                worked = _circuit.Remaining == TimeSpan.Zero && await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (LinkUnreachableException e)
            {
                _circuit.Unreachable();
                await health.FailedAsync(neighbour, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
            }
            catch (LinkAnswerException e)
            {
                Log.ReceiptsNotTaken(logger, neighbour.Value, e.Code);
                _circuit.Unreachable();
            }
            catch (StoreUnavailableException e)
            {
                Log.StoreUnavailable(logger, neighbour.Value, e.Message);
            }

            if (!worked)
            {
                var rest = _circuit.Remaining;
                var sleep = rest == TimeSpan.Zero ? signal.WaitAsync(LongestSleep, time, cancellationToken) : Task.Delay(rest < LongestSleep ? rest : LongestSleep, time, cancellationToken);
                await sleep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        var batch = store.Read(s => s.Returns.Next(neighbour, BatchSize));
        if (batch.Count == 0)
        {
            return false;
        }

        var answer = await clients.For(neighbour).PostReceiptsAsync(batch, cancellationToken).ConfigureAwait(false);
        _circuit.Reached();
        await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);

        // A receipt that may be accepted later (its issuer's directory entry is on the way) stays owed; one that is refused for good is journalled and let go.
        var retryable = answer.Refused.Where(static r => r.Retryable).Select(static r => r.Receipt).ToHashSet(StringComparer.Ordinal);
        var refused = answer.Refused.Where(static r => !r.Retryable).ToList();
        var done = batch.Select(static r => r.Digest).Where(d => !retryable.Contains(d.ToString())).ToList();
        await store.WriteAsync(
            session =>
            {
                session.Returns.Remove(neighbour, done);
                foreach (var receipt in refused)
                {
                    if (Digest.TryParse(receipt.Receipt, out var digest))
                    {
                        session.Journal.Append(new JournalEntry(time.GetUtcNow(), "receipt-refused-by-neighbour", Receipt: digest, Agency: neighbour.Value, To: receipt.Code));
                    }
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (retryable.Count > 0)
        {
            await Task.Delay(LongestSleep, time, cancellationToken).ConfigureAwait(false);
        }

        return done.Count > 0;
    }
}
