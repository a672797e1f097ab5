using Axis.Cli.Client;

namespace Axis.Cli.Commands.Bench;

/// <summary>Documents per second from the clerk's call to the consignment tracked at the sender.</summary>
public static class DocumentsBench
{
    private static readonly TimeSpan ArrivalTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs one case on a running network, after a warm-up.</summary>
    /// <exception cref="CliFailureException">Not every document arrived: such figures are none.</exception>
    public static async Task<DocumentsFigures> RunAsync(BenchNetwork network, string agencyKey, DocumentsCase load, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(time);
        var documents = new DocumentLoad(network, load.FileBytes, time);
        await documents.RunAsync(load.WarmUp, load.Submitters, cancellationToken).ConfigureAwait(false);
        await UntilDeliveredAsync(network, time, cancellationToken).ConfigureAwait(false);

        var meter = network.Meter();
        var start = time.GetTimestamp();
        var sent = await documents.RunAsync(load.Documents, load.Submitters, cancellationToken).ConfigureAwait(false);
        var submitted = time.GetElapsedTime(start);
        await UntilDeliveredAsync(network, time, cancellationToken).ConfigureAwait(false);
        var delivered = time.GetElapsedTime(start);
        var use = meter.Read(load.Documents);
        var tracked = await TrackedAsync(network, sent, cancellationToken).ConfigureAwait(false);
        return new DocumentsFigures(
            agencyKey,
            load.FileBytes,
            load.Documents,
            load.Submitters,
            Math.Round(load.Documents / submitted.TotalSeconds, 1),
            Math.Round(load.Documents / delivered.TotalSeconds, 1),
            Latency.Of(sent.Select(static s => s.Duration)),
            Latency.Of(tracked),
            use);
    }

    /// <summary>Waits until no delivery of the sender waits any more. With one hop the tracking is committed together with that.</summary>
    public static async Task UntilDeliveredAsync(BenchNetwork network, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        while (await network.WaitingAsync(cancellationToken).ConfigureAwait(false) is > 0 and var waiting)
        {
            if (time.GetElapsedTime(start) > ArrivalTimeout)
            {
                throw new CliFailureException(ExitCodes.Refused, "BENCH_LATE", $"Còn {waiting} lượt chuyển chưa có biên nhận sau {ArrivalTimeout.TotalMinutes:0} phút.", "Xem nhật ký các nút.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Every document is looked up: a rate that counts lost documents would be a lie.
    internal static async Task<IReadOnlyList<TimeSpan>> TrackedAsync(BenchNetwork network, IReadOnlyList<SubmittedDocument> sent, CancellationToken cancellationToken)
    {
        var open = sent.ToDictionary(static s => s.Packet, static s => s.At, StringComparer.Ordinal);
        var times = new List<TimeSpan>(sent.Count);
        string? after = null;
        do
        {
            var page = await network.SenderClients.Clerk.GetAsync(
                Routes.Query(Routes.Path("tracking"), ("limit", 500), ("after", after)), ApiJson.Client.PageTrackingLine, cancellationToken).ConfigureAwait(false);
            foreach (var line in page.Items.Where(static l => l is { State: "01", Packet: not null }))
            {
                if (open.Remove(line.Packet!, out var at))
                {
                    times.Add(line.UpdatedAt - at);
                }
            }

            after = page.Next;
        }
        while (after is not null && open.Count > 0);
        return open.Count == 0
            ? times
            : throw new CliFailureException(ExitCodes.Refused, "BENCH_LOST", $"{open.Count} văn bản chưa được ghi nhận đã đến: số đo không có giá trị.", "Xem nhật ký các nút.");
    }
}

/// <summary>How much to submit.</summary>
/// <param name="FileBytes">Size of the one file of each document.</param>
/// <param name="Documents">How many are measured.</param>
/// <param name="WarmUp">How many go before, so that the just-in-time compiler is done.</param>
/// <param name="Submitters">Calls under way at a time.</param>
public sealed record DocumentsCase(int FileBytes, int Documents, int WarmUp, int Submitters);
