using Axis.Node.Hosting;

namespace Axis.Node.Links;

/// <summary>Keeps the work of a link running on the thread pool: what breaks is told and begun anew after a moment, until the link stops. Nothing in it is not a row.</summary>
internal static class KeepRunning
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; ends when stopped, and never with an error.</summary>
    /// <param name="run">The work; where it ends by itself it is begun again at once.</param>
    /// <param name="broke">Told of what it broke with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task RunAsync(Func<CancellationToken, Task> run, Action<Exception> broke, TimeProvider time, CancellationToken cancellationToken) => Task.Run(
        () => Supervised.RunAsync(
            async token =>
            {
                await run(token).ConfigureAwait(false);
                return TimeSpan.Zero;
            },
            broke,
            Moment,
            time,
            cancellationToken),
        CancellationToken.None);
}
