using Axis.Core.Rules;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Deadlines;

/// <summary>
/// Brings the open duties to the calendar as it is at the start (URG-09): a year that was announced, or mended, after a duty began moves its deadline. What is unchanged is
/// left alone.
/// </summary>
public sealed class ReckonDeadlines(IStore store, InboxDuties duties, TimeProvider time, ILogger<ReckonDeadlines> log) : IHostedService
{
    private const int AtOnce = 200;
    private const string StartActor = "start";

    // Rows are kept to the millisecond; a calendar moves a deadline by half a day at least.
    private static readonly TimeSpan Moved = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk does not keep the node from starting; the next start makes up for it.
            Log.NotReckoned(log, e.Message);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reckons all open duties anew.</summary>
    /// <returns>How many are due at another time now.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        DeadlineRow? last = null;
        while (Page(last) is { Rows: [.., var end] } page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            moved += page.Changed.Count == 0 ? 0 : await store.WriteAsync(session => page.Changed.Count(row => Move(session, row)), cancellationToken).ConfigureAwait(false);
            last = end;
        }

        if (moved > 0)
        {
            Log.Reckoned(log, moved);
        }

        return moved;
    }

    private (IReadOnlyList<DeadlineRow> Rows, List<DeadlineRow> Changed) Page(DeadlineRow? after) => store.Read(session =>
    {
        var rows = session.Deadlines.PageOpen(after, AtOnce);
        return (rows, rows.Select(row => Anew(session, row)).OfType<DeadlineRow>().ToList());
    });

    // What has passed and still has was told, and is not told again.
    private DeadlineRow? Anew(ISession session, DeadlineRow row) =>
        duties.DueOf(session, row) is not { } due || (due - row.DueAt).Duration() < Moved ? null
        : row.PassedAt is not null && due < time.GetUtcNow() ? row with { DueAt = due }
        : row with { DueAt = due, NextAt = InboxDuties.WarnAt(row.StartAt, due), WarnedAt = null, PassedAt = null };

    private bool Move(ISession session, DeadlineRow row)
    {
        var before = session.Deadlines.ListFor(row.Subject).FirstOrDefault(d => d.Kind == row.Kind);
        if (!session.Deadlines.Move(row))
        {
            return false;
        }

        session.Journal.Append(new JournalEntry(
            time.GetUtcNow(), "deadline-moved", row.Packet, Agency: row.Agency.Value, Actor: StartActor, From: VietnamTime.Full(before?.DueAt), To: $"{Enum.GetName(row.Kind)} {VietnamTime.Full(row.DueAt)}"));
        return true;
    }
}
