namespace Axis.Cli.Commands.Bench;

/// <summary>One network's part of <see cref="StampsBench"/>: sends, waits for the receipts, remembers what was sent.</summary>
public sealed class StampsLoad(BenchNetwork network, int fileBytes, int submitters, TimeProvider time)
{
    private readonly DocumentLoad _load = new(network, fileBytes, time);
    private readonly List<string> _sent = [];

    /// <summary>Processor time that both nodes spent on the last run, in milliseconds per document: what else the machine does hardly changes it.</summary>
    public double ProcessorMilliseconds { get; private set; }

    /// <summary>Packets of every document sent so far.</summary>
    public IReadOnlyList<string> Sent => _sent;

    /// <summary>Sends the documents.</summary>
    /// <returns>Seconds from the first call to the last consignment tracked at the sender.</returns>
    public async Task<double> RunAsync(int count, CancellationToken cancellationToken)
    {
        var before = ProcessorSeconds();
        var start = time.GetTimestamp();
        var sent = await _load.RunAsync(count, submitters, cancellationToken).ConfigureAwait(false);
        await DocumentsBench.UntilDeliveredAsync(network, time, cancellationToken).ConfigureAwait(false);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        ProcessorMilliseconds = (ProcessorSeconds() - before) * 1000 / count;
        await DocumentsBench.TrackedAsync(network, sent, cancellationToken).ConfigureAwait(false);
        _sent.AddRange(sent.Select(static s => s.Packet));
        return seconds;
    }

    private double ProcessorSeconds() => network.Nodes.Sum(static n => ProcessFigures.ProcessorSeconds(n.Pid ?? 0));
}
