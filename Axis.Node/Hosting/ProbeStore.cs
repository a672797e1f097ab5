using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Hosting;

/// <summary>
/// Finds out that a store which could not write can write again, also when nobody hands anything in: a node that says it is not ready is sent nothing, and
/// would otherwise never notice.
/// </summary>
public sealed class ProbeStore(IStore store, TimeProvider time, ILogger<ProbeStore> logger) : BackgroundService
{
    private const string Key = "store-probed";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (!store.Health.Writable)
            {
                await TryAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            await store.WriteAsync(
                session =>
                {
                    session.Links.SetMeta(Key, now.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreStillUnavailable(logger, e.Message);
        }
    }
}
