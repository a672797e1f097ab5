using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Reports;
using Axis.Core.Rules;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reports;

/// <summary>
/// Makes the report of every day and month that is over, keeps it, and owes it to the receivers in the same transaction. What is missing is seen from the rows, so
/// days that the node slept through are made up.
/// </summary>
internal sealed class KeepReports(MakeReport make, LateWork late, IStore store, ReportOptions options, MailOptions mail, NodeOptions node, TimeProvider time, ILogger<KeepReports> log)
{
    // A node that slept longer makes the last of them; the figures of any span can be asked for.
    private const int MostDays = 31;
    private const int MostMonths = 12;

    /// <summary>Makes what is due.</summary>
    /// <returns>How many reports.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Before the hour, the day that ended last is not reported yet.
        var today = VietnamTime.DateOf(now.AddHours(-options.Hour));
        var made = 0;
        foreach (var period in Missing(today, now + ClockSlack.Allowed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = new PeriodReport(period.Name, node.Name, make.Run(null, period.From, period.To, MakeReport.ByAgency), late.Find(now));
            made += await store.WriteAsync(session => Keep(session, period, report, now), cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        if (made > 0)
        {
            await store.WriteAsync(s => s.KeptReports.Prune(now.AddDays(-options.KeepDays), MostDays), cancellationToken).ConfigureAwait(false);
            Log.ReportsMade(log, made);
        }

        return made;
    }

    private IEnumerable<ReportPeriod> Missing(DateOnly today, DateTimeOffset latest)
    {
        var (day, month) = store.Read(s => (s.KeptReports.Last(months: false, latest), s.KeptReports.Last(months: true, latest)));
        var lastDay = ReportPeriod.Day(today.AddDays(-1));
        var lastMonth = ReportPeriod.Month(new DateOnly(today.Year, today.Month, 1).AddDays(-1));
        return [.. options.Daily ? Between(day, lastDay, MostDays) : [], .. options.Monthly ? Between(month, lastMonth, MostMonths) : []];
    }

    private static List<ReportPeriod> Between(string? made, ReportPeriod last, int most)
    {
        var next = ReportPeriod.TryParse(made, out var before) ? before.Next : last;
        var periods = new List<ReportPeriod>();
        for (; next.From <= last.From; next = next.Next)
        {
            periods.Add(next);
        }

        return periods[Math.Max(0, periods.Count - most)..];
    }

    private bool Keep(ISession session, ReportPeriod period, PeriodReport report, DateTimeOffset now)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(report, AxisJson.Web.PeriodReport);
        if (!session.KeptReports.Add(new KeptReportRow(period.Name, period.From, period.To, now, report.Late.Sum(static l => l.Count), content), now + ClockSlack.Allowed))
        {
            return false;
        }

        foreach (var receiver in mail.Enabled ? mail.Receivers : [])
        {
            // One made by a clock that was ahead was of a period that was not over; whoever got it gets the whole one.
            session.KeptReports.Release(period.Name, receiver.Address);
            session.KeptReports.Owe(period.Name, receiver.Address, now);
        }

        session.Journal.Append(new JournalEntry(now, "report-made", Actor: ScheduledJob.DailyReport, To: period.Name));
        return true;
    }
}
