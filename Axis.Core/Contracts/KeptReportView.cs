namespace Axis.Core.Contracts;

/// <summary>The report of one day or month, as it was made (OPS-01).</summary>
/// <param name="Period">Day <c>2026-11-21</c> or month <c>2026-11</c>.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="Exchange">The figures by agency.</param>
/// <param name="Late">What was late when it was made, by agency; agencies without any are left out.</param>
public sealed record PeriodReport(string Period, string Node, ExchangeReport Exchange, IReadOnlyList<LateAgency> Late)
{
    /// <summary>The part that concerns the agencies.</summary>
    /// <param name="agencies">Their codes; <c>null</c> = all.</param>
    public PeriodReport Of(IReadOnlyCollection<string>? agencies)
    {
        if (agencies is null)
        {
            return this;
        }

        ExchangeRow[] rows = [.. Exchange.Rows.Where(r => agencies.Contains(r.Key))];
        return this with
        {
            Exchange = Exchange with { Rows = rows, Total = rows.Aggregate(new ExchangeFigures(), static (sum, r) => sum.Plus(r.Figures)) },
            Late = [.. Late.Where(l => agencies.Contains(l.Agency))],
        };
    }
}

/// <summary>What of an agency is late.</summary>
/// <param name="Agency">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">How much.</param>
/// <param name="Items">The oldest of it.</param>
public sealed record LateAgency(string Agency, string Name, int Count, IReadOnlyList<LateItem> Items);

/// <summary>One thing that is late.</summary>
/// <param name="Duty">What was to be done.</param>
/// <param name="Code">Số/ký hiệu of the document; abstracts are not in reports, which leave the node by mail.</param>
/// <param name="Other">The other side.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="Why">What it waits for, for people.</param>
public sealed record LateItem(string Duty, string Code, string Other, DateTimeOffset DueAt, string Why);

/// <summary>A report in the list.</summary>
/// <param name="Period">Day or month.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record PeriodReportLine(string Period, DateOnly From, DateOnly To, DateTimeOffset MadeAt);

/// <summary>A report to one receiver.</summary>
/// <param name="Period">Which.</param>
/// <param name="Receiver">Address.</param>
/// <param name="State"><c>due</c>, <c>sent</c> or <c>refused</c>.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="NextAt">When it is tried again, while due.</param>
/// <param name="SentAt">When the mail server took it.</param>
/// <param name="Error">What the last try came to.</param>
public sealed record ReportMailView(string Period, string Receiver, string State, int Tries, DateTimeOffset? NextAt, DateTimeOffset? SentAt, string? Error);

/// <summary>What came of a test message to one receiver.</summary>
/// <param name="Receiver">Address.</param>
/// <param name="Taken">The mail server has taken it.</param>
/// <param name="Error">Why not.</param>
public sealed record MailTestResult(string Receiver, bool Taken, string? Error);
