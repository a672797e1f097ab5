using Axis.Core.Tracking;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>
/// Warns once of each document that has not reached its recipient in time (SND-06) and of each status whose document never came (STA-07), and hands deliveries that could not be made within
/// <see cref="DeadlineOptions.FailureHours"/> to <see cref="IDeliveryFailures"/>, which states the failure under the node's seal.
/// </summary>
public sealed class ChaseReceipts(IStore store, IDeliveryFailures failures, DeadlineOptions deadlines, TimeProvider time, ILogger<ChaseReceipts> log) : IChaseReceipts
{
    private const int Batch = 200;

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var warned = await WarnAsync(now, cancellationToken).ConfigureAwait(false);
        if (warned > 0)
        {
            Log.Late(log, warned);
        }

        var lost = await WarnOfOrphansAsync(now.AddDays(-deadlines.OrphanStatusDays), now, cancellationToken).ConfigureAwait(false);
        if (lost > 0)
        {
            Log.StatusesWithoutDocument(log, lost);
        }

        return warned + lost + await FailAsync(now.AddHours(-deadlines.FailureHours), now, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> WarnAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var warned = 0;
        Guid? after = null;
        while (store.Read(s => s.Tracking.ListLate(now, after, Batch)) is { Count: > 0 } late)
        {
            after = late[^1].Id;
            if (late.Any(static row => row.WarnedAt is null))
            {
                warned += await store.WriteAsync(s => late.Count(row => Warn(s, row, now)), cancellationToken).ConfigureAwait(false);
            }
        }

        return warned;
    }

    private static bool Warn(ISession session, TrackingRow seen, DateTimeOffset now)
    {
        // The row may have moved since it was read; only what is still late is warned of.
        var row = session.Tracking.FindByDocument(seen.Sender, seen.DocumentId, seen.Recipient).FirstOrDefault(r => r.Id == seen.Id);
        if (row is null || row.WarnedAt is not null || row.State != StateText.Code(DocumentState.Sent))
        {
            return false;
        }

        session.Tracking.Update(row with { WarnedAt = now, UpdatedAt = now });
        session.Journal.Append(new JournalEntry(now, "recipient-late", row.Packet, Agency: row.Delivered.Value, Actor: ScheduledJob.ChaseReceipts, From: row.State, To: row.State));
        return true;
    }

    private async Task<int> WarnOfOrphansAsync(DateTimeOffset openedBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var warned = 0;
        while (store.Read(s => s.Tracking.ListOrphans(openedBefore, Batch)) is { Count: > 0 })
        {
            // Listed again inside the writer: a document that came meanwhile has taken its row over.
            warned += await store.WriteAsync(
                s =>
                {
                    var orphans = s.Tracking.ListOrphans(openedBefore, Batch);
                    foreach (var row in orphans)
                    {
                        s.Tracking.Update(row with { WarnedAt = now, UpdatedAt = now });
                        s.Journal.Append(new JournalEntry(now, "status-unmatched", Agency: row.Recipient.Value, Actor: ScheduledJob.ChaseReceipts, To: row.State, Detail: row.DocumentId));
                    }

                    return orphans.Count;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return warned;
    }

    private async Task<int> FailAsync(DateTimeOffset createdBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = 0;
        Guid? after = null;
        while (store.Read(s => s.Outbox.ListOverdue(createdBefore, after, Batch)) is { Count: > 0 } overdue)
        {
            after = overdue[^1].Id;
            failed += await failures.StateAsync(overdue, now, cancellationToken).ConfigureAwait(false);
        }

        return failed;
    }
}
