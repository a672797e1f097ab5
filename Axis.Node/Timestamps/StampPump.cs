using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Revocations;
using Axis.Node.Storage;
using Axis.Signing.Timestamps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Timestamps;

/// <summary>
/// Stamps what is due, a few packets at a time, beside the traffic and never in its way. An authority that is down costs one question now and then and not one
/// write; when it answers again, everything that waited catches up, oldest first.
/// </summary>
public sealed class StampPump(
    RaiseLevel raise, StampJournalHeads heads, HttpTimestampAuthority authority, HeldRevocation held, StampSignal signal, StampHealth health, TimestampOptions options, IStore store, TimeProvider time, ILogger<StampPump> log)
    : BackgroundService
{
    private const int BatchPerWorker = 16;

    private bool _resume;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            Log.NotConfigured(log);
            return;
        }

        held.Kept += Resume;
        try
        {
            await RunAsync(stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            held.Kept -= Resume;
        }
    }

    // A hint like the signal: without it, what waits is looked at again when its own time comes.
    private void Resume()
    {
        Volatile.Write(ref _resume, true);
        signal.Set();
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Log.Broke(log, e);
                await Task.Delay(AfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var woken = signal.Next();
        if (Interlocked.Exchange(ref _resume, false))
        {
            await store.WriteAsync(
                session =>
                {
                    session.Proofs.Resume(time.GetUtcNow(), time.GetUtcNow() + RaiseLevel.LongestWait);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // Each head first: one stamp, and all that the journal says is proved.
            var stamped = await heads.RunAsync(cancellationToken).ConfigureAwait(false);
            if (stamped | await DueAsync(cancellationToken).ConfigureAwait(false))
            {
                if (health.Succeeded())
                {
                    Log.AnswersAgain(log);
                }

                return;
            }
        }
        catch (TimestampUnavailableException e)
        {
            // Signals are not listened to: new documents do not make an authority answer sooner.
            var rest = authority.Remaining;
            rest = rest > TimeSpan.Zero ? rest : TimeSpan.FromSeconds(options.FirstRetrySeconds);
            health.Failed(e.Message);
            Log.Unavailable(log, rest.TotalSeconds, e.Message);
            await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            return;
        }

        var sleep = (store.Read(static s => s.Proofs.NextDue()) ?? DateTimeOffset.MaxValue) - time.GetUtcNow();
        sleep = sleep > LongestSleep ? LongestSleep : sleep;
        if (sleep > TimeSpan.Zero)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(woken, Task.Delay(sleep, time, stop.Token)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> DueAsync(CancellationToken cancellationToken)
    {
        var due = store.Read(s => s.Proofs.Due(time.GetUtcNow(), options.Concurrency * BatchPerWorker));
        if (due.Count == 0)
        {
            return false;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, RaiseAsync).ConfigureAwait(false);
        return true;
    }

    private async ValueTask RaiseAsync(Digest packet, CancellationToken cancellationToken)
    {
        try
        {
            await raise.RunAsync(packet, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or InvalidOperationException)
        {
            // One packet that cannot be read must not stand in the way of the others: it is looked at again later.
            Log.Failed(log, packet.ToString(), e);
            await store.WriteAsync(
                session =>
                {
                    if (session.Proofs.Level(packet) is { } level)
                    {
                        session.Proofs.SetLevel(packet, level with { DueAt = time.GetUtcNow().AddHours(1), Failures = level.Failures + 1, Reason = "Gói tin hoặc bằng chứng kèm theo không đọc được: " + e.Message });
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
