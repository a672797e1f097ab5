namespace Axis.Node.Hosting;

/// <summary>
/// Work that goes on as long as the node: a round that breaks is told and tried again, and takes neither the work nor the node with it (the host ends with any exception
/// that leaves a background service). What is left to do is rows, so nothing is lost between two rounds (promise 6).
/// </summary>
internal static class Supervised
{
    /// <summary>Runs the rounds until stopped.</summary>
    /// <param name="round">One round; says how long to rest before the next.</param>
    /// <param name="broke">Told of each round that broke.</param>
    /// <param name="afterFault">How long to rest after one that broke.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stoppingToken">Ends it.</param>
    public static async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> round, Action<Exception> broke, TimeSpan afterFault, TimeProvider time, CancellationToken stoppingToken)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(broke);
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan rest;
            try
            {
                rest = await round(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                broke(e);
                rest = afterFault;
            }

            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
