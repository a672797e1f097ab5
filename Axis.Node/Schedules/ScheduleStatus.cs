using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>What the scheduled jobs did since the node started, for status pages and metrics. Thread-safe.</summary>
public sealed class ScheduleStatus(TimeProvider time, ILogger<ScheduleStatus> log)
{
    private readonly ConcurrentDictionary<string, ScheduleRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Each job, also those that have not run yet.</summary>
    public IReadOnlyList<ScheduleRun> Runs() => [.. ScheduledJob.All.Select(name => _runs.GetValueOrDefault(name, new ScheduleRun(name)))];

    /// <summary>
    /// Runs the work and records how it went. A failure is recorded and logged, not thrown: the next run is the retry, and the scheduler stays well.
    /// </summary>
    public async Task RunAsync(string name, IScheduledWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var started = time.GetUtcNow();
        var stamp = time.GetTimestamp();
        try
        {
            var done = await work.RunAsync(cancellationToken).ConfigureAwait(false);
            var took = time.GetElapsedTime(stamp);
            Update(name, run => run with { StartedAt = started, Took = took, Done = done, Count = run.Count + 1, ConsecutiveFailures = 0 });
            Log.Ran(log, name, done, took.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Stopped(log, name);
        }
#pragma warning disable CA1031 // Whatever a job throws must reach the operator and must not stop the schedule.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var took = time.GetElapsedTime(stamp);
            Update(name, run => run with
            {
                StartedAt = started,
                Took = took,
                Done = 0,
                Count = run.Count + 1,
                ConsecutiveFailures = run.ConsecutiveFailures + 1,
                LastError = e.GetType().Name + ": " + e.Message,
                LastErrorAt = started,
            });
            Log.Failed(log, e, name);
        }
    }

    private void Update(string name, Func<ScheduleRun, ScheduleRun> change) =>
        _runs.AddOrUpdate(name, n => change(new ScheduleRun(n)), (_, run) => change(run));
}

/// <summary>How one job fares.</summary>
/// <param name="Name">Job name.</param>
/// <param name="StartedAt">When it last began; <c>null</c> before its first run.</param>
/// <param name="Took">How long that run took.</param>
/// <param name="Done">How many things it did.</param>
/// <param name="Count">Runs since the node started.</param>
/// <param name="ConsecutiveFailures">Failed runs since the last good one.</param>
/// <param name="LastError">What the last failed run threw.</param>
/// <param name="LastErrorAt">When.</param>
public sealed record ScheduleRun(
    string Name,
    DateTimeOffset? StartedAt = null,
    TimeSpan? Took = null,
    int Done = 0,
    long Count = 0,
    int ConsecutiveFailures = 0,
    string? LastError = null,
    DateTimeOffset? LastErrorAt = null);
