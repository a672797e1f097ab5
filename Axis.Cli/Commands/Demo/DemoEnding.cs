using Axis.Cli.Client;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Demo;

/// <summary>The end of the demonstration: the tracking table, and the verification of every packet and receipt with files alone.</summary>
public static class DemoEnding
{
    /// <summary>Prints where every document of every node stands.</summary>
    /// <returns>Whether every recipient of every document has it.</returns>
    public static async Task<bool> WriteTrackingAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var lines = new List<TrackingLine>();
        foreach (var node in stage.Nodes)
        {
            var page = await node.Clerk.GetAsync(Routes.Query(Routes.Path("tracking"), ("limit", 200)), ApiJson.Client.PageTrackingLine, cancellationToken).ConfigureAwait(false);
            lines.AddRange(page.Items);
        }

        stage.Terminal.Table(
            ["Nơi gửi", "Số/ký hiệu", "Nơi nhận", "Trạng thái", "Ghi chú"],
            lines.OrderBy(static l => l.CreatedAt).Select(static l => (IReadOnlyList<string>)
                [l.From, l.Code ?? "–", l.Recipient, $"{l.State} {l.StateName}", SafeText.Cut(string.Join("; ", new[] { l.Anomaly, l.Reason }.Where(static s => !string.IsNullOrEmpty(s))), 100)]));
        return lines.Where(static l => l.Packet is not null).All(static l => l.State is not ("SENT" or "FAILED"));
    }

    /// <summary>Fetches every packet and receipt and verifies them with the directory's files, as an auditor would.</summary>
    /// <param name="stage">What was made.</param>
    /// <param name="nodes">The nodes that share one directory.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether every verdict is TOTAL-PASSED.</returns>
    public static async Task<bool> VerifyAsync(DemoStage stage, IReadOnlyList<DemoNodeClients> nodes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(nodes);
        var folder = Path.Combine(nodes[0].Process.DataFolder, "directory");
        var directory = TrustFiles.Sections([.. Directory.EnumerateFiles(folder, "*.section")], stage.Time.GetUtcNow());
        using var verifier = new OfflineVerifier(new OfflineTrust(directory, RevocationFiles.Read(directory, null, null)), stage.Time, []);
        var receipts = await ReceiptsAsync(stage, nodes, cancellationToken).ConfigureAwait(false);
        var receiptReports = receipts.Select(r => verifier.VerifyReceipt("biên nhận " + r.Digest[..16], ReceiptList.Of(r))).ToArray();
        var packetReports = new List<FileReport>();
        foreach (var packet in stage.Packets)
        {
            packetReports.Add(await VerifyPacketAsync(stage, verifier, packet, cancellationToken).ConfigureAwait(false));
        }

        foreach (var report in packetReports)
        {
            stage.Terminal.Wrapped($"  {report.Verdict,-16} gói {report.File[..16]}  {SafeText.Cut(report.Summary, 70)}");
        }

        foreach (var group in receipts.Zip(receiptReports).GroupBy(static p => (p.First.Issuer, p.First.EventName, p.Second.Verdict)).OrderBy(static g => g.Key))
        {
            stage.Terminal.Wrapped($"  {group.Key.Verdict,-16} {group.Count()} biên nhận \"{group.Key.EventName}\" của nút {group.Key.Issuer}");
        }

        var all = packetReports.Concat(receiptReports).ToArray();
        foreach (var bad in all.Where(static r => r.ExitCode != ExitCodes.Done))
        {
            stage.Terminal.Wrapped($"  {bad.Verdict} {bad.File}: {string.Join("; ", bad.Checks.Where(static c => c.Outcome != "passed").Select(static c => c.Detail))}");
        }

        stage.Terminal.Wrapped($"{packetReports.Count} gói tin, {receiptReports.Length} biên nhận: {all.Count(static r => r.ExitCode == ExitCodes.Done)} TOTAL-PASSED, {all.Count(static r => r.ExitCode != ExitCodes.Done)} khác.");
        return all.Length > 0 && all.All(static r => r.ExitCode == ExitCodes.Done);
    }

    private static async Task<IReadOnlyList<ReceiptView>> ReceiptsAsync(DemoStage stage, IReadOnlyList<DemoNodeClients> nodes, CancellationToken cancellationToken)
    {
        var receipts = new Dictionary<string, ReceiptView>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var packet in stage.Packets)
            {
                var found = await node.Operator.GetAsync(Routes.Path("packets", packet, "receipts"), ApiJson.Client.IReadOnlyListReceiptView, cancellationToken).ConfigureAwait(false);
                foreach (var receipt in found)
                {
                    receipts.TryAdd(receipt.Digest, receipt);
                }
            }
        }

        return [.. receipts.Values.OrderBy(static r => r.Time)];
    }

    // The sender's node has it in its outbox; clerks of other nodes may not read it.
    private static async Task<FileReport> VerifyPacketAsync(DemoStage stage, OfflineVerifier verifier, string packet, CancellationToken cancellationToken)
    {
        foreach (var node in stage.Nodes)
        {
            using var bytes = new MemoryStream();
            try
            {
                await node.Clerk.DownloadAsync(Routes.Path("packets", packet, "bytes"), bytes, new Progress<long>(), cancellationToken).ConfigureAwait(false);
            }
            catch (CliFailureException e) when (e.ExitCode == ExitCodes.Refused)
            {
                // Not at this node, or not for its clerk.
                continue;
            }

            bytes.Position = 0;
            return await verifier.VerifyPacketAsync(packet, bytes, cancellationToken).ConfigureAwait(false);
        }

        throw new CliFailureException(ExitCodes.Refused, "DEMO_MISSING", $"Không nút nào đưa ra gói {packet}.", null);
    }
}
