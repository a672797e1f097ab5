using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis find</c>: documents sent and received, by the words somebody remembers.</summary>
public static class FindCommand
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var words = new Argument<string[]>("từ") { Description = "Vài chữ đầu của số, ký hiệu, trích yếu, nơi gửi, nơi nhận, người ký, số đến; không cần dấu, thứ tự nào cũng được.", Arity = ArgumentArity.ZeroOrMore };
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        var side = new Option<string?>("--side") { Description = "Chỉ văn bản đến (den) hoặc đi (di).", HelpName = "den|di" };
        var from = new Option<string?>("--from") { Description = "Đến hoặc đi từ ngày này.", HelpName = "ngày" };
        var to = new Option<string?>("--to") { Description = "Đến hoặc đi tới hết ngày này.", HelpName = "ngày" };
        var after = Paging.After();
        return new Command("find", "Tìm trong văn bản đi và đến của cơ quan mình, mới nhất trước.").With(words, agency, side, from, to, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(
                    Routes.Path("find"),
                    ("q", string.Join(' ', parse.GetValue(words) ?? [])),
                    ("agency", parse.GetValue(agency)),
                    ("side", parse.GetValue(side)),
                    ("from", Days.Read(parse.GetValue(from))?.ToString(DayForm, CultureInfo.InvariantCulture)),
                    ("to", Days.Read(parse.GetValue(to))?.ToString(DayForm, CultureInfo.InvariantCulture)),
                    ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageFoundDocument, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageFoundDocument);
                    return ExitCodes.Done;
                }

                terminal.Table(["Chiều", "Mã", "Lúc", "Số/ký hiệu", "Trích yếu", "Nơi gửi, nơi nhận", "Trạng thái"], page.Items.Select(Row));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static IReadOnlyList<string> Row(FoundDocument found) => found switch
    {
        { Received: { } item } =>
        [
            "đến", ShortId.Of(item.Id), VietnamTime.Full(item.ArrivedAt), item.Document.Code ?? "–", SafeText.Cut(item.Document.Subject, 40), item.Document.From, item.StateName,
        ],
        { Sent: { } sent } =>
        [
            "đi", sent.Packet[..16], VietnamTime.Full(sent.SentAt), sent.Document?.Code ?? "–", SafeText.Cut(sent.Document?.Subject ?? "–", 40),
            SafeText.Cut(string.Join(", ", sent.Document?.To ?? []), 40), string.Join(", ", sent.Recipients.Select(static r => $"{r.Key}: {r.Value}")),
        ],
        _ => throw new InvalidOperationException("The node named a document that was neither sent nor received."),
    };
}
