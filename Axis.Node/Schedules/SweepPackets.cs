using Axis.Core.Packets;
using Axis.Node.Console.Uploads;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Schedules;

/// <summary>
/// Removes packet files that no row names, which a crash between writing the file and committing the row leaves behind, and partial uploads past their time, and
/// evidence past its time, and what browsers uploaded for forms that were left, and submissions whose signature never came or that ended without a word: their number is voided, visibly.
/// A file younger than <see cref="Grace"/> is left alone: its row may be about to commit.
/// </summary>
public sealed class SweepPackets(IStore store, IPacketFiles files, WaitingDrafts prepared, VoidOrphans orphans, SweepUploads uploads, DeadlineOptions deadlines, TimeProvider time) : ISweepPackets
{
    /// <summary>How long a file may be without a row.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await SweepPartialsAsync(now, cancellationToken).ConfigureAwait(false)
            + await prepared.VoidExpiredAsync(ScheduledJob.SweepPackets, cancellationToken).ConfigureAwait(false)
            + await orphans.RunAsync(now - VoidOrphans.Grace, ScheduledJob.SweepPackets, cancellationToken).ConfigureAwait(false)
            + await ReleaseQuarantineAsync(now, cancellationToken).ConfigureAwait(false)
            + await SweepUnnamedPartialsAsync(now - Grace, cancellationToken).ConfigureAwait(false)
            + await SweepFilesAsync(now - Grace, cancellationToken).ConfigureAwait(false)
            + uploads.Run();
    }

    private async Task<int> SweepPartialsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expired = store.Read(s => s.Arrivals.ExpiredPartials(now));
        foreach (var partial in expired)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The row first: a file without a row is swept again, a row without its file would promise bytes that are gone.
            var removed = await store.WriteAsync(
                s =>
                {
                    if (s.Arrivals.FindPartial(partial.Neighbour, partial.Delivery) is not { } current || current.ExpiresAt > now)
                    {
                        return false;
                    }

                    s.Arrivals.RemovePartial(partial.Neighbour, partial.Delivery);
                    s.Journal.Append(new JournalEntry(now, "partial-expired", Delivery: partial.Delivery, Agency: partial.Neighbour.Value, Actor: ScheduledJob.SweepPackets));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            if (removed)
            {
                files.DeletePartial(partial.FileName);
            }
        }

        return expired.Count;
    }

    // A submission that is prepared writes its file before its row; a crash in between leaves a file that nothing else knows of.
    private async Task<int> SweepUnnamedPartialsAsync(DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        var swept = 0;
        foreach (var (name, _) in files.EnumeratePartials().Where(f => f.WrittenAt < writtenBefore).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (store.Read(s => IsNamed(s, name)))
            {
                continue;
            }

            // Asked once more inside the writer, where no row appears between the question and the removal.
            swept += await store.WriteAsync(
                session =>
                {
                    if (IsNamed(session, name))
                    {
                        return 0;
                    }

                    files.DeletePartial(name);
                    return 1;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return swept;

        static bool IsNamed(ISession session, string name) => session.Arrivals.NamesPartial(name) || WaitingDrafts.NamesPartial(session, name);
    }

    private async Task<int> ReleaseQuarantineAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        const int atOnce = 100;
        var total = 0;
        int batch;
        do
        {
            batch = await store.WriteAsync(
                s =>
                {
                    var old = s.Quarantine.KeptBefore(now.AddDays(-deadlines.QuarantineDays), atOnce);
                    foreach (var row in old)
                    {
                        s.Quarantine.Release(row, now);
                        s.Journal.Append(new JournalEntry(now, "quarantine-released", row.Packet, Delivery: row.Delivery, Agency: row.Neighbour.Value, Actor: ScheduledJob.SweepPackets, From: row.ReasonCode));
                    }

                    return old.Count;
                },
                cancellationToken).ConfigureAwait(false);
            total += batch;
        }
        while (batch == atOnce);
        return total;
    }

    private async Task<int> SweepFilesAsync(DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        var swept = 0;
        foreach (var (digest, _) in files.Enumerate().Where(f => f.WrittenAt < writtenBefore))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (store.Read(s => s.Packets.Exists(digest)))
            {
                continue;
            }

            swept += await DeleteAsync(digest, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return swept;
    }

    // Asked once more inside the writer: no other work can name the packet between the question and the removal.
    private Task<bool> DeleteAsync(Digest digest, CancellationToken cancellationToken) => store.WriteAsync(
        s =>
        {
            if (s.Packets.Exists(digest))
            {
                return false;
            }

            files.Delete(digest);
            return true;
        },
        cancellationToken);
}
