using System.Security.Cryptography;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Evidence;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Retention;

/// <summary>
/// Gives up the bytes of documents that this node only relayed, some time after their last delivery was over (ARC-01, ARC-10): the evidence is written and synced
/// first, then the bytes go in one transaction with the journal's entry (a file goes with the next sweep). Rows, receipts, verdicts and journal stay, so every proof still holds.
/// </summary>
internal sealed class ReleasePayloads(
    IStore store, ExportEvidence evidence, RetentionOptions options, NodePaths paths, TimeProvider time, ILogger<ReleasePayloads> logger) : IRetention, IDisposable
{
    /// <summary>Cause that the row and the journal name.</summary>
    public const string Relayed = "ARC-10";

    private const int AtOnce = 100;
    private const int Shown = 100;
    private static readonly Actor Worker = new(ScheduledJob.Retention, Role.Auditor, []);

    private readonly SemaphoreSlim _turn = new(1, 1);

    private string Folder => Path.GetFullPath(options.EvidenceFolder, paths.Data);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>What a run would give up; nothing changes.</summary>
    public RetentionPlan Plan()
    {
        var (count, bytes, items) = (0L, 0L, new List<RetentionItem>());
        foreach (var packet in Due())
        {
            count++;
            bytes += packet.Size;
            if (items.Count < Shown)
            {
                items.Add(new RetentionItem(packet.Digest.ToString(), packet.From.Value, packet.StoredAt, packet.Size));
            }
        }

        return new RetentionPlan(options.RelayDays, Before(), Folder, count, bytes, items);
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken) => (int)(await ReleaseAsync(Worker.Pseudonym, cancellationToken).ConfigureAwait(false)).Released;

    /// <summary>Gives up what is due.</summary>
    /// <param name="actor">Who asks, for the journal.</param>
    /// <param name="cancellationToken">Ends the work between two documents.</param>
    public async Task<RetentionResult> ReleaseAsync(string actor, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (released, bytes, kept) = (0L, 0L, 0L);
            foreach (var packet in Due())
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    if (await ReleaseAsync(packet, actor, cancellationToken).ConfigureAwait(false))
                    {
                        released++;
                        bytes += packet.Size;
                    }
                }
                catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or StoreUnavailableException))
                {
                    // Without its evidence nothing goes; the next run tries again, and the others do not wait for it.
                    kept++;
                    Log.EvidenceNotWritten(logger, packet.Digest.ToString(), e.Message);
                }
            }

            return new RetentionResult(released, bytes, kept);
        }
        finally
        {
            _turn.Release();
        }
    }

    private DateTimeOffset Before() => options.RelayDays == 0 ? DateTimeOffset.UnixEpoch : time.GetUtcNow().AddDays(-options.RelayDays);

    private IEnumerable<PacketRow> Due()
    {
        var before = Before();
        long after = 0;
        while (true)
        {
            var batch = store.Read(s => s.Payloads.Relayed(before, after, AtOnce));
            foreach (var (row, packet) in batch)
            {
                after = row;
                yield return packet;
            }

            if (batch.Count < AtOnce)
            {
                yield break;
            }
        }
    }

    private async Task<bool> ReleaseAsync(PacketRow packet, string actor, CancellationToken cancellationToken)
    {
        var (name, digest) = await WriteEvidenceAsync(packet, cancellationToken).ConfigureAwait(false);
        var before = Before();
        return await store.WriteAsync(
            session =>
            {
                // Asked once more inside the writer: a delivery may have been made since.
                if (!session.Payloads.IsRelayed(packet.Digest, before))
                {
                    return false;
                }

                var now = time.GetUtcNow();
                session.Payloads.Release(new PayloadRelease(packet.Digest, now, Relayed, packet.Size, digest, name));
                session.Journal.Append(new JournalEntry(now, "payload-released", packet.Digest, Agency: packet.From.Value, Actor: actor, From: Relayed, To: digest.ToString()));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    // A folder that is new is a name in the one above, which has to survive a power cut as well.
    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        MakeFolder(above);
        Directory.CreateDirectory(folder);
        DurableDirectory.Flush(above);
    }

    // Synced with its folder before the bytes may go.
    private async Task<(string Name, Digest Sha256)> WriteEvidenceAsync(PacketRow packet, CancellationToken cancellationToken)
    {
        var name = Path.Combine(Core.Rules.VietnamTime.DateOf(packet.StoredAt).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), packet.Digest + EvidenceNames.FileSuffix);
        var path = Path.Combine(Folder, name);
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var temporary = path + ".part";
        var draft = await evidence.CollectAsync(packet, Worker, cancellationToken).ConfigureAwait(false);
        var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.Asynchronous);
        Digest digest;
        await using (file.ConfigureAwait(false))
        {
            await evidence.WriteAsync(draft, file, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            file.Position = 0;
            digest = new Digest(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }

        File.Move(temporary, path, overwrite: true);
        DurableDirectory.Flush(folder);
        return (name, digest);
    }
}
