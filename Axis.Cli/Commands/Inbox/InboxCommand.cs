using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis inbox list|show|fetch</c>.</summary>
public static class InboxCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("inbox", "Văn bản đến.").With(BuildList(), BuildShow(), FetchCommand.Build());

    private static Command BuildList()
    {
        var limit = Paging.Limit();
        var after = Paging.After();
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        var state = new Option<string?>("--state") { Description = "Chỉ trạng thái này: 01…06, HELD.", HelpName = "mã" };
        return new Command("list", "Liệt kê văn bản đến, mới nhất trước.").With(agency, state, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(
                    Routes.Path("inbox"),
                    ("agency", parse.GetValue(agency)),
                    ("state", parse.GetValue(state)),
                    ("limit", parse.GetValue(limit)),
                    ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageInboxItemView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageInboxItemView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Mã", "Đến lúc", "Nơi nhận", "Từ", "Số/ký hiệu", "Trích yếu", "Trạng thái", "Chữ ký"],
                    page.Items.Select(static i => (IReadOnlyList<string>)
                    [
                        ShortId.Of(i.Id), VietnamTime.Full(i.ArrivedAt), i.Recipient, i.Document.From, i.Document.Code ?? "–",
                        SafeText.Cut(i.Document.Subject, 40), i.StateName, i.Badge,
                    ]));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildShow()
    {
        var id = InboxLookup.Argument();
        return new Command("show", "Xem một văn bản đến: nội dung, chữ ký, biên nhận, trả lời.").With(id)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var key = await InboxLookup.FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                var detail = await client.GetAsync(Routes.Path("inbox", key.ToString()), ApiJson.Client.InboxDetail, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(detail, AxisJson.Pretty.InboxDetail);
                    return ExitCodes.Done;
                }

                DocumentText.Write(terminal, detail.Item.Document, detail.Item.Packet, detail.Size, detail.Native);
                terminal.Line($"  Đến          {detail.Item.Recipient} {SafeText.Of(detail.RecipientName)}, lúc {VietnamTime.Full(detail.Item.ArrivedAt)}");
                if (detail.Item.Redirection is { } redirection)
                {
                    terminal.Wrapped($"  Gửi tới      {detail.Item.Addressed}. {SafeText.Of(redirection)}");
                }

                terminal.Line($"  Số đến       {(detail.Item.ArrivalNumber is { } number ? $"{number}/{detail.Item.ArrivalYear}" : "–")}");
                terminal.Line($"  Trạng thái   {detail.Item.State} {detail.Item.StateName}");
                terminal.Line($"  Chữ ký gói   {detail.Item.Badge} ({detail.Item.LatestVerdict ?? detail.Item.Verdict})");
                if (detail.Item.LatestVerdict is { } latest && latest != detail.Item.Verdict)
                {
                    terminal.Line($"               kết luận lúc {VietnamTime.Full(detail.Item.LatestVerdictAt)}; khi nhận ({VietnamTime.Full(detail.Item.ArrivedAt)}): {detail.Item.Verdict}");
                }

                foreach (var value in detail.LegalValues)
                {
                    LegalValueText.Write(terminal, value, details: false, Language.Vietnamese);
                }

                DocumentText.WriteLevel(terminal, detail.SignatureLevel);
                foreach (var flag in detail.Item.Flags)
                {
                    terminal.Line($"  Lưu ý        [{flag.Code}] {SafeText.Of(flag.Text)}");
                }

                foreach (var warning in detail.Warnings)
                {
                    terminal.Line("  Cảnh báo     " + SafeText.Of(warning));
                }

                foreach (var status in detail.Statuses)
                {
                    terminal.Line($"  Đã trả lời   {VietnamTime.Full(status.At)} {status.Code} {status.Name} {SafeText.Of(status.Description)}");
                }

                DocumentText.WriteReceipts(terminal, detail.Receipts);
                DocumentText.WriteVerdicts(terminal, detail.Verdicts);
                return ExitCodes.Done;
            });
    }
}
