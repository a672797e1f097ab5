using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench;

/// <summary>Documents pile up while the neighbour is away; the rate per delivery once it is back must not depend on how many wait.</summary>
public static class QueueBench
{
    private const int FileBytes = 1_000;
    private const int Submitters = 64;

    /// <summary>Fills and drains one queue.</summary>
    public static async Task<QueueFigures> RunAsync(int waiting, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var network = await BenchNetwork.StartAsync(2, SignatureAlgorithm.EcdsaP256Sha256, null, time, cancellationToken).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            var load = new DocumentLoad(network, FileBytes, time);
            await load.RunAsync(Math.Min(waiting, 500), Submitters, cancellationToken).ConfigureAwait(false);
            await DocumentsBench.UntilDeliveredAsync(network, time, cancellationToken).ConfigureAwait(false);
            await network.Receiver.KillAsync(cancellationToken).ConfigureAwait(false);

            var start = time.GetTimestamp();
            await load.RunAsync(waiting, Submitters, cancellationToken).ConfigureAwait(false);
            var filled = time.GetElapsedTime(start);
            await network.StartAsync(network.Receiver, cancellationToken).ConfigureAwait(false);
            var drained = await DrainAsync(network, waiting, time, cancellationToken).ConfigureAwait(false);
            return new QueueFigures(waiting, Math.Round(waiting / filled.TotalSeconds, 1), drained);
        }
    }

    // Counted from the first acknowledged delivery that is seen: how long the circuit stays open before is a setting, not a speed.
    private static async Task<double> DrainAsync(BenchNetwork network, int waiting, TimeProvider time, CancellationToken cancellationToken)
    {
        long first = 0, firstLeft = waiting;
        while (true)
        {
            var left = await network.WaitingAsync(cancellationToken).ConfigureAwait(false);
            var now = time.GetTimestamp();
            if (first == 0 && left < waiting)
            {
                (first, firstLeft) = (now, left);
            }

            if (left == 0)
            {
                return first == now ? waiting : Math.Round(firstLeft / time.GetElapsedTime(first, now).TotalSeconds, 1);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
