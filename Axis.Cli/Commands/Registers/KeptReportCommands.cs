using System.CommandLine;
using System.Text;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Reports;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis report list|show|mails|send</c>: reports that the node made by itself, and their mails (OPS-01).</summary>
internal static class KeptReportCommands
{
    public static Command BuildList() =>
        new Command("list", "Các báo cáo ngày và tháng mà nút đã lập.")
            .Calling(static async (client, terminal, _, cancellationToken) =>
            {
                var reports = await client.GetAsync(Routes.Path("reports", "kept"), ApiJson.Client.IReadOnlyListPeriodReportLine, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(reports, AxisJson.Pretty.IReadOnlyListPeriodReportLine);
                    return ExitCodes.Done;
                }

                terminal.Table(["Kỳ", "Từ", "Đến", "Lập lúc"], reports.Select(static r => (IReadOnlyList<string>)[r.Period, $"{r.From:dd/MM/yyyy}", $"{r.To:dd/MM/yyyy}", VietnamTime.Full(r.MadeAt)]));
                return ExitCodes.Done;
            });

    public static Command BuildShow()
    {
        var period = new Argument<string>("kỳ") { Description = "Ngày (2026-11-21) hoặc tháng (2026-11)." };
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        var output = new Option<string?>("--csv") { Description = "Ghi số liệu ra tệp CSV này.", HelpName = "tệp" };
        return new Command("show", "Một báo cáo đã lập: việc quá hạn và số liệu lúc đó.").With(period, agency, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var query = Routes.Query(Routes.Path("reports", "kept", parse.GetRequiredValue(period)), ("agency", parse.GetValue(agency)));
                var report = await client.GetAsync(query, ApiJson.Client.PeriodReport, cancellationToken).ConfigureAwait(false);
                if (parse.GetValue(output) is { } path)
                {
                    var text = Encoding.UTF8.GetBytes(ReportCsv.Write(report.Exchange));
                    await NewFile.WriteAsync(path, file => file.WriteAsync(text, cancellationToken).AsTask()).ConfigureAwait(false);
                    terminal.Note($"{path} ({Sizes.Format(text.Length)})");
                }

                if (terminal.Json)
                {
                    terminal.WriteJson(report, AxisJson.Pretty.PeriodReport);
                    return ExitCodes.Done;
                }

                foreach (var line in ReportText.Body(report).Split('\n'))
                {
                    terminal.Wrapped(SafeText.Of(line.TrimEnd()));
                }

                return ExitCodes.Done;
            });
    }

    public static Command BuildMails() =>
        new Command("mails", "Thư báo cáo: đã gửi, đang chờ, bị từ chối.")
            .Calling(static async (client, terminal, _, cancellationToken) =>
            {
                var mails = await client.GetAsync(Routes.Path("reports", "mails"), ApiJson.Client.IReadOnlyListReportMailView, cancellationToken).ConfigureAwait(false);
                return Show(terminal, mails);
            });

    public static Command BuildSend()
    {
        var test = new Option<bool>("--test") { Description = "Chỉ gửi thư thử tới mọi nơi nhận." };
        return new Command("send", "Gửi ngay các thư báo cáo đang chờ hoặc bị từ chối; --test để thử cấu hình thư.").With(test)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                if (!parse.GetValue(test))
                {
                    var mails = await client.PostAsync(Routes.Path("reports", "mails", "send"), ApiJson.Client.IReadOnlyListReportMailView, cancellationToken).ConfigureAwait(false);
                    return Show(terminal, mails);
                }

                var results = await client.PostAsync(Routes.Path("reports", "mails", "test"), ApiJson.Client.IReadOnlyListMailTestResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(results, AxisJson.Pretty.IReadOnlyListMailTestResult);
                }
                else
                {
                    foreach (var result in results)
                    {
                        terminal.Wrapped(result.Taken ? $"{SafeText.Of(result.Receiver)}: máy chủ thư đã nhận." : $"{SafeText.Of(result.Receiver)}: {SafeText.Of(result.Error ?? "")}.");
                    }
                }

                return results.All(static r => r.Taken) ? ExitCodes.Done : ExitCodes.Refused;
            });
    }

    private static int Show(Terminal terminal, IReadOnlyList<ReportMailView> mails)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(mails, AxisJson.Pretty.IReadOnlyListReportMailView);
        }
        else
        {
            terminal.Table(
                ["Kỳ", "Nơi nhận", "Tình trạng", "Lần thử", "Lúc"],
                mails.Select(static m => (IReadOnlyList<string>)[m.Period, SafeText.Of(m.Receiver), StateOf(m.State), m.Tries.ToString(System.Globalization.CultureInfo.InvariantCulture), VietnamTime.Full(m.SentAt ?? m.NextAt)]));
            foreach (var mail in mails.Where(static m => m.State != "sent" && m.Error is not null).DistinctBy(static m => m.Error))
            {
                terminal.Wrapped($"{SafeText.Of(mail.Receiver)}: {SafeText.Of(mail.Error!)}");
            }
        }

        return mails.All(static m => m.State != "refused") ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static string StateOf(string state) => state switch
    {
        "sent" => "đã gửi",
        "due" => "đang chờ",
        _ => "bị từ chối",
    };
}
