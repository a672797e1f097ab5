using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>Warns once before each deadline passes and once when it has (URG-01…07); what is due is read from rows, so a missed run is made up by the next one.</summary>
public sealed class WatchDeadlines(IStore store, TimeProvider time, ILogger<WatchDeadlines> log) : IWatchDeadlines
{
    private const int Batch = 200;

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var told = 0;
        while (store.Read(s => s.Deadlines.ListNext(now, Batch)) is { Count: > 0 })
        {
            // Listed again inside the writer: what was done meanwhile is not warned of.
            told += await store.WriteAsync(
                session =>
                {
                    var due = session.Deadlines.ListNext(now, Batch);
                    foreach (var row in due)
                    {
                        Tell(session, row, now);
                    }

                    return due.Count;
                },
                cancellationToken).ConfigureAwait(false);
        }

        if (told > 0)
        {
            Log.DeadlinesTold(log, told);
        }

        return told;
    }

    private static void Tell(ISession session, DeadlineRow row, DateTimeOffset now)
    {
        var passed = now > row.DueAt;
        session.Deadlines.Watched(passed ? row with { PassedAt = now, NextAt = null } : row with { WarnedAt = now, NextAt = row.DueAt.AddMilliseconds(1) });
        session.Journal.Append(new JournalEntry(
            now, passed ? "deadline-passed" : "deadline-near", row.Packet, Agency: row.Agency.Value, Actor: ScheduledJob.WatchDeadlines, To: Enum.GetName(row.Kind)));
    }
}
