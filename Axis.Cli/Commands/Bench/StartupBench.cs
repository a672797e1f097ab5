using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench;

/// <summary>How long a node takes to be ready and what it holds without work.</summary>
public static class StartupBench
{
    /// <summary>Starts the same node several times.</summary>
    public static async Task<StartupFigures> RunAsync(int starts, TimeSpan idle, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var network = await BenchNetwork.MakeAsync(2, SignatureAlgorithm.RsaSha256, null, time, cancellationToken).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            var node = network.Receiver;
            var times = new List<double>();
            for (var i = 0; i < starts; i++)
            {
                await node.KillAsync(cancellationToken).ConfigureAwait(false);
                times.Add((await network.StartAsync(node, cancellationToken).ConfigureAwait(false)).TotalMilliseconds);
            }

            await Task.Delay(idle, time, cancellationToken).ConfigureAwait(false);
            times.Sort();
            return new StartupFigures(Math.Round(times[0]), Math.Round(times[times.Count / 2]), ProcessFigures.ResidentBytes(node.Pid ?? 0));
        }
    }
}
