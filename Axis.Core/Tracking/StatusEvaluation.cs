namespace Axis.Core.Tracking;

/// <summary>
/// Computes a recipient's state from all its statuses and receipts. The order of arrival plays no part: events are sorted by (event time, rank, digest)
/// and walked through <see cref="StatusTable"/> (STA-06).
/// </summary>
public static class StatusEvaluation
{
    /// <summary>Computes the state. A repeated event (same source and signal) counts once.</summary>
    public static RecipientState Evaluate(IEnumerable<StatusEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var sorted = events
            .OrderBy(static e => Second(e.EventAt))
            .ThenBy(static e => Rank(e.Signal))
            .ThenBy(static e => e.Source)
            .ThenBy(static e => e.Signal)
            .ThenBy(static e => e.EventAt)
            .DistinctBy(static e => (e.Source, e.Signal))
            .ToList();
        var walk = new StatusWalk();
        foreach (var item in sorted)
        {
            walk.Take(item);
        }

        return walk.Result();
    }

    /// <summary>Place of a signal among those of the same time: 01 &lt; 02 &lt; 03 &lt; 04 = 05 &lt; 06, requests before their answers.</summary>
    private static int Rank(Signal signal) => signal switch
    {
        Signal.Arrived => 1,
        Signal.Refused => 2,
        Signal.Accepted => 3,
        Signal.Assigned or Signal.Processing => 4,
        Signal.Finished => 6,
        Signal.TakeBackRequested or Signal.UpdateRequested or Signal.RecallRequested or Signal.Replaced => 7,
        Signal.ChangeAgreed or Signal.ChangeRefused => 8,
        _ => 9,
    };

    // The wire writes statuses in whole seconds, receipts carry milliseconds: compared finer, a refusal of the same second would precede its own arrival.
    private static long Second(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerSecond;
}
