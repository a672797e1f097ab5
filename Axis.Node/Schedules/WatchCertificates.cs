using System.Globalization;
using Axis.Node.Keys;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>
/// Warns 60, 30 and 7 days before a certificate runs out that this node depends on (its own, its agencies', its neighbours', the trust anchors), once each, and once when
/// it has; of a revocation list, which lives for days, when two days are left.
/// </summary>
public sealed class WatchCertificates(IStore store, CertificateCalendar calendar, TimeProvider time, ILogger<WatchCertificates> log) : IWatchCertificates
{
    private const string MetaPrefix = "certificate-warned:";

    // Days left at which a warning is due; 0 stands for what has ended.
    private static readonly int[] Steps = [60, 30, 7, 0];
    private static readonly int[] ListSteps = [2, 0];

    /// <summary>What ends soon or has ended, soonest first.</summary>
    public IReadOnlyList<CalendarEntry> Ending() => [.. calendar.Watched().Where(static e => e.DaysLeft < StepsOf(e)[0])];

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var warned = 0;
        foreach (var ending in Ending())
        {
            var key = MetaPrefix + ending.Thumbprint;
            var mark = StepsOf(ending).Last(step => ending.DaysLeft < step).ToString(CultureInfo.InvariantCulture);
            if (store.Read(s => s.Links.GetMeta(key)) == mark)
            {
                continue;
            }

            var what = ending.Use?.ToString() ?? ending.Relation.ToString();
            await store.WriteAsync(
                s =>
                {
                    s.Links.SetMeta(key, mark);
                    s.Journal.Append(new JournalEntry(now, "certificate-ending", Agency: ending.Owner, Actor: ScheduledJob.WatchCertificates, From: what, To: mark));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            Log.CertificateEnds(log, ending.Thumbprint, what, ending.Owner, ending.DaysLeft);
            warned++;
        }

        return warned;
    }

    private static int[] StepsOf(CalendarEntry entry) => entry.Relation == CertificateRelation.RevocationList ? ListSteps : Steps;
}
