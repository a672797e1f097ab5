using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis outbox list|show</c>.</summary>
public static class OutboxCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("outbox", "Văn bản đã gửi.").With(BuildList(), BuildShow());

    private static Command BuildList()
    {
        var limit = Paging.Limit();
        var after = Paging.After();
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        return new Command("list", "Liệt kê văn bản đã gửi, mới nhất trước.").With(agency, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(
                    Routes.Path("documents"), ("agency", parse.GetValue(agency)), ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageOutboxItemView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageOutboxItemView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Gói tin", "Gửi lúc", "Số/ký hiệu", "Trích yếu", "Nơi nhận theo trạng thái"],
                    page.Items.Select(static i => (IReadOnlyList<string>)
                    [
                        i.Packet[..16], VietnamTime.Full(i.SentAt), i.Document?.Code ?? "–", SafeText.Cut(i.Document?.Subject ?? "–", 60),
                        string.Join(", ", i.Recipients.Select(static r => $"{r.Key}: {r.Value}")),
                    ]));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildShow()
    {
        var packet = new Argument<string>("gói tin") { Description = "Mã gói tin (SHA-256) hoặc phần đầu, mã văn bản, số/ký hiệu." };
        return new Command("show", "Xem một văn bản đã gửi: nội dung, nơi nhận, biên nhận, kiểm tra chữ ký.").With(packet)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(packet), cancellationToken).ConfigureAwait(false);
                var detail = await client.GetAsync(Routes.Path("documents", digest), ApiJson.Client.OutboxDetail, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(detail, AxisJson.Pretty.OutboxDetail);
                    return ExitCodes.Done;
                }

                DocumentText.Write(terminal, detail.Document, detail.Packet, detail.Size, detail.Native);
                terminal.Wrapped($"  Giá trị      {detail.Standing.Text}");
                DocumentText.WriteLevel(terminal, detail.SignatureLevel);
                foreach (var correction in detail.CorrectedBy ?? [])
                {
                    terminal.Line($"  Đính chính   bằng văn bản có gói {correction[..16]}");
                }

                foreach (var warning in detail.Warnings)
                {
                    terminal.Line("  Cảnh báo     " + SafeText.Of(warning));
                }

                terminal.Table(["Nơi nhận", "Trạng thái", "Đang ở", "Ghi chú"], detail.Recipients.Select(TrackCommand.Row));
                DocumentText.WriteReceipts(terminal, detail.Receipts);
                DocumentText.WriteVerdicts(terminal, detail.Verdicts);
                return ExitCodes.Done;
            });
    }
}
