using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis link items|retry</c>: what waits at a VXP server above, or was given up.</summary>
internal static class LinkItemsCommand
{
    /// <summary>Builds <c>items</c>.</summary>
    public static Command BuildItems()
    {
        var neighbour = LinkCommand.Neighbour();
        return new Command("items", "Các gói tin ở máy chủ VXP chưa nhận được hoặc đã bị bỏ, kèm lý do.").With(neighbour)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var name = parse.GetRequiredValue(neighbour);
                var items = await client.GetAsync(Routes.Path("links", name, "items"), ApiJson.Client.IReadOnlyListVxpLinkItem, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(items, AxisJson.Pretty.IReadOnlyListVxpLinkItem);
                }
                else
                {
                    Show(terminal, name, items);
                }

                return ExitCodes.Done;
            });
    }

    /// <summary>Builds <c>retry</c>.</summary>
    public static Command BuildRetry()
    {
        var neighbour = LinkCommand.Neighbour();
        var items = new Argument<string[]>("docId") { Description = "Mã gói tin như 'axis link items' in ra.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Tất cả gói tin mà 'axis link items' liệt kê." };
        return new Command("retry", "Nhận lại ngay các gói tin đang chờ hoặc đã bị bỏ của kết nối VXP.").With(neighbour, items, all)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var name = parse.GetRequiredValue(neighbour);
                var named = parse.GetValue(items) ?? [];
                if (named.Length == 0 != parse.GetValue(all))
                {
                    throw CliFailureException.Usage("Cần nêu docId, hoặc --all.", $"Xem 'axis link items {name}'.");
                }

                var result = await client.PostAsync(
                    Routes.Path("links", name, "items", "retry"), new RetryVxpItems { Items = named }, ApiJson.Client.RetryVxpItems, ApiJson.Client.RetriedVxpItems, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.RetriedVxpItems);
                }
                else
                {
                    terminal.Line($"Đang nhận lại {result.Items.Count} gói tin; xem kết quả bằng 'axis link items {name}'.");
                }

                return ExitCodes.Done;
            });
    }

    private static void Show(Terminal terminal, string name, IReadOnlyList<VxpLinkItem> items)
    {
        if (items.Count == 0)
        {
            terminal.Line("Không có gói tin nào chờ hoặc bị bỏ.");
            return;
        }

        terminal.Table(
            ["docId", "Tình trạng", "Nơi nhận", "Lý do", "Số lần", "Thấy từ", "Thử lại lúc"],
            items.Select(static i => (IReadOnlyList<string>)
            [
                SafeText.Of(i.DocId), StateName(i.State), SafeText.Cut(i.To ?? "–", 20), SafeText.Cut($"{i.ReasonCode}: {i.Reason}", 90), $"{i.Attempts}", VietnamTime.Full(i.SeenAt), VietnamTime.Full(i.DueAt),
            ]));
        terminal.Line($"Sau khi khắc phục: axis link retry {name} <docId>, hoặc --all.");
    }

    private static string StateName(string state) => state switch
    {
        "waiting" => "chờ",
        "given-up" => "đã bỏ, chưa trả lời",
        "failed" => "đã trả lời fail",
        _ => state,
    };
}
