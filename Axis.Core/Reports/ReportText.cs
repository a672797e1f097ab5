using System.Globalization;
using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Core.Reports;

/// <summary>A report of a day or month as people read it, in a mail or on a terminal.</summary>
public static class ReportText
{
    /// <summary>One line.</summary>
    public static string Subject(PeriodReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var late = report.Late.Sum(static l => l.Count);
        return $"[DocAxis] {report.Node}: báo cáo {Title(report)}{(late > 0 ? string.Create(CultureInfo.InvariantCulture, $", {late} việc quá hạn") : "")}";
    }

    /// <summary>The whole text: what is late first, because somebody has to act on it; then the figures.</summary>
    public static string Body(PeriodReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append("Báo cáo gửi, nhận văn bản ").Append(Title(report)).Append(" của ").AppendLine(report.Node);
        text.Append("Lập lúc ").AppendLine(VietnamTime.Full(report.Exchange.MadeAt)).AppendLine();
        if (report.Late.Count == 0)
        {
            text.AppendLine("Không có việc nào quá hạn.").AppendLine();
        }

        foreach (var agency in report.Late)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"QUÁ HẠN: {agency.Agency} {agency.Name}: {agency.Count} việc");
            foreach (var item in agency.Items)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  - {item.Duty} {VietnamTime.Full(item.DueAt)}: {(item.Code.Length > 0 ? item.Code : "(không số)")}, {item.Other}. {item.Why}.");
            }

            if (agency.Count > agency.Items.Count)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  … và {agency.Count - agency.Items.Count} việc nữa.");
            }

            text.AppendLine();
        }

        foreach (var row in report.Exchange.Rows)
        {
            Figures(text, $"{row.Key} {row.Name}", row.Figures);
        }

        Figures(text, "Tổng cộng", report.Exchange.Total);
        return text.ToString();
    }

    private static void Figures(StringBuilder text, string title, ExchangeFigures figures)
    {
        text.AppendLine(title);
        text.Append("  ").AppendLine(string.Join("; ", ReportCsv.Cells(figures).Where(static c => c.Value is not ("" or "0")).Select(static c => $"{c.Heading} {c.Value}").DefaultIfEmpty("chưa có gì")));
    }

    private static string Title(PeriodReport report) => ReportPeriod.TryParse(report.Period, out var period) ? period.Title : report.Period;
}
