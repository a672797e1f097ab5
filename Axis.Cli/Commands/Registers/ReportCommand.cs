using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Reports;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis report</c>: exchange statistics out of the ledger (OPS-01, OPS-02).</summary>
internal static class ReportCommand
{
    public static Command Build()
    {
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        var from = new Option<string?>("--from") { Description = "Từ ngày, năm-tháng-ngày (mặc định: đầu năm).", HelpName = "ngày" };
        var to = new Option<string?>("--to") { Description = "Đến ngày (mặc định: hôm nay).", HelpName = "ngày" };
        var by = new Option<string>("--by") { Description = "Mỗi dòng là: agency (cơ quan), tier (cấp), month (tháng).", HelpName = "cách", DefaultValueFactory = static _ => "agency" };
        by.AcceptOnlyFromAmong("agency", "tier", "month");
        var output = new Option<string?>("--csv") { Description = "Ghi ra tệp CSV này.", HelpName = "tệp" };
        return new Command("report", "Thống kê gửi, nhận: ký số, chỉ điện tử, đúng hạn, từ chối, thu hồi.").With(agency, from, to, by, output, KeptReportCommands.BuildList(), KeptReportCommands.BuildShow(), KeptReportCommands.BuildMails(), KeptReportCommands.BuildSend())
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var query = Routes.Query(
                    Routes.Path("reports", "exchange"),
                    ("agency", parse.GetValue(agency)), ("from", parse.GetValue(from)), ("to", parse.GetValue(to)), ("by", parse.GetRequiredValue(by)));
                var report = await client.GetAsync(query, ApiJson.Client.ExchangeReport, cancellationToken).ConfigureAwait(false);
                if (parse.GetValue(output) is { } path)
                {
                    var text = System.Text.Encoding.UTF8.GetBytes(ReportCsv.Write(report));
                    await NewFile.WriteAsync(path, file => file.WriteAsync(text, cancellationToken).AsTask()).ConfigureAwait(false);
                    terminal.Note($"{path} ({Sizes.Format(text.Length)})");
                }

                if (terminal.Json)
                {
                    terminal.WriteJson(report, AxisJson.Pretty.ExchangeReport);
                    return ExitCodes.Done;
                }

                terminal.Line($"Thống kê từ {report.From:dd/MM/yyyy} đến {report.To:dd/MM/yyyy}");
                foreach (var row in report.Rows)
                {
                    Write(terminal, $"{SafeText.Of(row.Key)} {(row.Key == row.Name ? "" : SafeText.Of(row.Name))}".TrimEnd(), row.Figures);
                }

                Write(terminal, "Tổng cộng", report.Total);
                return ExitCodes.Done;
            });
    }

    private static void Write(Terminal terminal, string title, ExchangeFigures figures)
    {
        terminal.Line(title);
        terminal.Wrapped("  " + string.Join(" · ", ReportCsv.Cells(figures).Where(static c => c.Value is not ("" or "0")).Select(static c => $"{c.Heading} {c.Value}").DefaultIfEmpty("chưa có gì")), 2);
    }
}
