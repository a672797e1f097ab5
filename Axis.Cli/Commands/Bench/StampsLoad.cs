namespace Axis.Cli.Commands.Bench;

/// <summary>One network's part of <see cref="StampsBench"/>: sends, waits for the receipts, remembers what was sent.</summary>
public sealed class StampsLoad(BenchNetwork network, int fileBytes, int submitters, TimeProvider time)
{
    private readonly DocumentLoad _load = new(network, fileBytes, time);
    private readonly List<string> _sent = [];

    /// <summary>Packets of every document sent so far.</summary>
    public IReadOnlyList<string> Sent => _sent;

    /// <summary>Sends the documents.</summary>
    /// <returns>Seconds from the first call to the last consignment tracked at the sender.</returns>
    public async Task<double> RunAsync(int count, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var sent = await _load.RunAsync(count, submitters, cancellationToken).ConfigureAwait(false);
        await DocumentsBench.UntilDeliveredAsync(network, time, cancellationToken).ConfigureAwait(false);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        await DocumentsBench.TrackedAsync(network, sent, cancellationToken).ConfigureAwait(false);
        _sent.AddRange(sent.Select(static s => s.Packet));
        return seconds;
    }
}
