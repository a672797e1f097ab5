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
    public static Command Build() => new Command("inbox", "Văn bản đến.").With(BuildList(), BuildShow(), FetchCommand.Build(), DutyCommands.BuildDeadlines(), DutyCommands.BuildPaperReturned());

    private static Command BuildList()
    {
        var limit = Paging.Limit();
        var after = Paging.After();
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        var state = new Option<string?>("--state") { Description = "Chỉ trạng thái này: 01…06, HELD, RECALLED.", HelpName = "mã" };
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
                    ["Mã", "Đến lúc", "Nơi nhận", "Từ", "Số/ký hiệu", "Trích yếu", "Trạng thái", "Chữ ký", "Việc"],
                    page.Items.Select(static i => (IReadOnlyList<string>)
                    [
                        ShortId.Of(i.Id), VietnamTime.Full(i.ArrivedAt), i.Recipient, i.Document.From, i.Document.Code ?? "–",
                        SafeText.Cut(i.Document.Subject, 30), i.StateName, i.Badge, ToDo(i),
                    ]));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    /// <summary>What waits for the clerk: a request of the sender before a deadline.</summary>
    private static string ToDo(InboxItemView item) =>
        item.Flags.Any(static f => f.Code == "ANOMALY_REPORTED") ? "CÓ DẤU HIỆU BẤT THƯỜNG"
        : item.Change is { State: "pending" } change ? $"trả lời {change.KindName}"
        : item.Deadline is { } due ? $"{due.Name.ToLowerInvariant()} {VietnamTime.Full(due.Due)}{(due.Overdue ? " QUÁ HẠN" : "")}"
        : "";

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

                if (detail.Item.Handover is { } handover)
                {
                    terminal.Wrapped($"  Phần mềm     {handover}.");
                }

                terminal.Line($"  Số đến       {(detail.Item.ArrivalNumber is { } number ? $"{number}/{detail.Item.ArrivalYear}" : "–")}");
                terminal.Line($"  Trạng thái   {detail.Item.State} {detail.Item.StateName}");
                if (detail.SentAt is { } sent)
                {
                    terminal.Line($"  Gửi lúc      {VietnamTime.Full(sent)}");
                }

                if (detail.Item.Standing is { } standing)
                {
                    terminal.Wrapped($"  Giá trị      {standing.Text}");
                }

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

                foreach (var change in detail.Changes ?? [])
                {
                    terminal.Line($"  Yêu cầu      {VietnamTime.Full(change.AskedAt)} {change.From}: {change.StateName}{(change.Reason is { } why ? $" – {SafeText.Of(why)}" : "")} (gói {change.Packet[..16]})");
                }

                foreach (var assigned in detail.Assignments ?? [])
                {
                    terminal.Wrapped($"  Phân công {assigned.Version}  {VietnamTime.Full(assigned.At)} {assigned.Actor}: {AssignmentText.Of(assigned)}");
                }

                foreach (var duty in detail.Deadlines ?? [])
                {
                    terminal.Line($"  Thời hạn     {duty.Name}: {VietnamTime.Full(duty.Due)}{(duty.SettledAt is { } done ? $", xong {VietnamTime.Full(done)}" : duty.Overdue ? " QUÁ HẠN" : "")}");
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
