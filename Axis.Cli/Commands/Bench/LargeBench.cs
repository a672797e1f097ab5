using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench;

/// <summary>One large attachment from a commune over its province to the central node; what matters is each node's memory.</summary>
public static class LargeBench
{
    private static readonly TimeSpan ArrivalTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Sends it and waits until the consignment is tracked at the commune.</summary>
    public static async Task<LargeFigures> RunAsync(long fileBytes, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var network = await BenchNetwork.StartAsync(3, SignatureAlgorithm.RsaSha256, null, time, cancellationToken).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            // The same journey with a small file first: afterwards growth is the large file's alone.
            await UntilConsignedAsync(network, await SendAsync(network, 10_000, cancellationToken).ConfigureAwait(false), time, cancellationToken).ConfigureAwait(false);
            var idle = network.Nodes.Select(static n => ProcessFigures.ResidentBytes(n.Pid ?? 0)).ToArray();
            var meter = network.Meter();
            var start = time.GetTimestamp();
            var packet = await SendAsync(network, fileBytes, cancellationToken).ConfigureAwait(false);
            var submitted = time.GetElapsedTime(start);
            await UntilConsignedAsync(network, packet, time, cancellationToken).ConfigureAwait(false);
            return new LargeFigures(fileBytes, Math.Round(submitted.TotalSeconds, 2), Math.Round(time.GetElapsedTime(start).TotalSeconds, 2), meter.Read(1), idle);
        }
    }

    private static async Task<string> SendAsync(BenchNetwork network, long fileBytes, CancellationToken cancellationToken)
    {
        var fields = new SubmitDocument
        {
            From = network.SenderAgency,
            To = [BenchNetwork.Central],
            NoStateSecret = true,
            TypeName = "Báo cáo",
            Notation = "BC-UBND",
            Place = "Xã đo",
            Subject = "Báo cáo kèm tệp lớn",
            Signer = new SignerFields("Nguyễn Văn An", "Chủ tịch", "TM."),
        };
        using var content = new MultipartFormDataContent();
        content.Add(JsonContent.Create(fields, ApiJson.Client.SubmitDocument), "document");
        var file = new StreamContent(new PatternStream(fileBytes), 128 * 1024);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Add(file, "files", "bao-cao.pdf");
        var answer = await network.SenderClients.Clerk.PostAsync(
            Routes.Path("documents"), content, Guid.CreateVersion7().ToString(), ApiJson.Client.SubmitAnswer, cancellationToken).ConfigureAwait(false);
        return answer.Packet;
    }

    private static async Task UntilConsignedAsync(BenchNetwork network, string packet, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var view = await network.SenderClients.Clerk.GetAsync(Routes.Path("tracking", packet), ApiJson.Client.TrackingView, cancellationToken).ConfigureAwait(false);
            if (view.Recipients.All(static r => r.Line.State == "01"))
            {
                return;
            }

            if (time.GetElapsedTime(start) > ArrivalTimeout || view.Recipients.Any(static r => r.Line.State == "FAILED"))
            {
                throw new CliFailureException(ExitCodes.Refused, "BENCH_LATE", $"Văn bản có tệp lớn chưa tới nơi: {view.Recipients[0].Line.StateName} {view.Recipients[0].Line.Reason}", "Xem nhật ký các nút.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
