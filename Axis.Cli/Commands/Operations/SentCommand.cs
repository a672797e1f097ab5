using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis link sent</c>: what a VXP server says it has of this node's documents, compared with what was handed to it.</summary>
public static class SentCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var neighbour = LinkCommand.Neighbour();
        var days = new Option<int>("--days") { Description = "Đối chiếu văn bản của bấy nhiêu ngày qua.", HelpName = "ngày", DefaultValueFactory = static _ => 7 };
        return new Command("sent", "Đối chiếu văn bản đã chuyển lên máy chủ VXP với danh sách của máy chủ (mã thoát 1 khi có sai khác).").With(neighbour, days)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("links", parse.GetRequiredValue(neighbour), "sent"), ("days", parse.GetValue(days)));
                var report = await client.PostAsync(path, ApiJson.Client.SentComparison, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(report, AxisJson.Pretty.SentComparison);
                }
                else
                {
                    Write(terminal, report);
                }

                return report.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
            });
    }

    private static void Write(Terminal terminal, SentComparison report)
    {
        terminal.Wrapped($"Từ {VietnamTime.Full(report.Since)}: đã chuyển {report.Ours} văn bản cho {report.Neighbour}, máy chủ có {report.Found}{(report.Unchecked > 0 ? $", chưa hỏi được {report.Unchecked} (quá nhiều, chạy lại với --days nhỏ hơn)" : "")}; {(report.Differences.Count == 0 ? "không có sai khác." : $"{report.Differences.Count} sai khác:")}");
        foreach (var difference in report.Differences)
        {
            terminal.Line();
            terminal.Line($"{difference.Kind}  DocId {SafeText.Of(difference.DocId)}{(difference.Packet is { } packet ? $"  gói {packet[..16]}" : "")}{(difference.HandedOverAt is { } at ? $"  chuyển lúc {VietnamTime.Full(at)}" : "")}");
            terminal.Wrapped($"  {(difference.Recipient is { } to ? SafeText.Of(to) + ": " : "")}{SafeText.Of(difference.Sentence)}");
        }
    }
}
