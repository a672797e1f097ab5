using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis link list|status|test|sent|pin</c>.</summary>
public static class LinkCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("link", "Kết nối với các nút bên cạnh.").With(BuildList(), BuildStatus(), BuildTest(), SentCommand.Build(), BuildPin());

    private static Command BuildList() =>
        new Command("list", "Liệt kê kết nối và tình trạng.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var links = await client.GetAsync(Routes.Path("links"), ApiJson.Client.IReadOnlyListLinkView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(links, AxisJson.Pretty.IReadOnlyListLinkView);
                    return ExitCodes.Done;
                }

                WriteTable(terminal, links);
                return ExitCodes.Done;
            });

    private static Command BuildStatus()
    {
        var neighbour = Neighbour();
        return new Command("status", "Tình trạng một kết nối, kể cả kết nối VXP.").With(neighbour)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var links = await client.GetAsync(Routes.Path("links"), ApiJson.Client.IReadOnlyListLinkView, cancellationToken).ConfigureAwait(false);
                var name = parse.GetRequiredValue(neighbour);
                var link = links.FirstOrDefault(l => l.Neighbour == name) ?? throw CliFailureException.Usage($"Không có kết nối tới nút '{name}'; xem 'axis link list'.");
                if (terminal.Json)
                {
                    terminal.WriteJson(link, AxisJson.Pretty.LinkView);
                }
                else
                {
                    WriteLink(terminal, link);
                }

                return link.State is "closed" or "failing" ? ExitCodes.Refused : ExitCodes.Done;
            });
    }

    private static Command BuildTest()
    {
        var neighbour = Neighbour();
        return new Command("test", "Thử kết nối từng bước: địa chỉ, TLS, khóa, đồng hồ.").With(neighbour)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var result = await client.PostAsync(Routes.Path("links", parse.GetRequiredValue(neighbour), "test"), ApiJson.Client.LinkTestResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.LinkTestResult);
                }
                else
                {
                    foreach (var step in result.Steps)
                    {
                        terminal.Line($"{DocumentText.Mark(step.Outcome)} {CheckNames.Of(step.Name)}: {SafeText.Of(step.Detail)}");
                    }

                    terminal.Line(result.Ok ? $"Kết nối tới {result.Neighbour} tốt ({result.RoundTripMilliseconds:0.#} ms)." : $"Kết nối tới {result.Neighbour} có lỗi.");
                }

                return result.Ok ? ExitCodes.Done : ExitCodes.Refused;
            });
    }

    private static Command BuildPin()
    {
        var neighbour = Neighbour();
        var spki = new Option<string>("--spki") { Description = "Dấu vân tay khóa mới (SHA-256 của SubjectPublicKeyInfo, 64 chữ số hex), đã đối chiếu qua kênh thứ hai.", HelpName = "hex", Required = true };
        var reason = new Option<string>("--reason") { Description = "Ai đã đối chiếu với ai, để ghi nhật ký.", HelpName = "nội dung", Required = true };
        return new Command("pin", "Ghim khóa mới của nút bên cạnh sau khi đối chiếu qua kênh thứ hai.").With(neighbour, spki, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var hex = parse.GetRequiredValue(spki).Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
                if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigit))
                {
                    throw CliFailureException.Usage("Dấu vân tay phải có 64 chữ số hex.");
                }

                var name = parse.GetRequiredValue(neighbour);
                var view = await client.PostAsync(
                    Routes.Path("links", name, "pin"), new PinLink(hex.ToLowerInvariant(), parse.GetRequiredValue(reason)), ApiJson.Client.PinLink, ApiJson.Client.LinkView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(view, AxisJson.Pretty.LinkView);
                }
                else
                {
                    terminal.Line($"Đã ghim khóa của {name}; kết nối: {StateName(view.State)}.");
                }

                return ExitCodes.Done;
            });
    }

    /// <summary>The table of links.</summary>
    public static void WriteTable(Terminal terminal, IReadOnlyList<LinkView> links)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.Table(
            ["Nút", "Quan hệ", "Cách", "Tình trạng", "Liên lạc cuối", "Chờ", "Dừng"],
            links.Select(static l => (IReadOnlyList<string>)
            [
                l.Neighbour, Relation(l.Relation), Way(l), StateName(l.State), VietnamTime.Full(l.LastContactAt),
                $"{l.Waiting}", $"{l.Dead}",
            ]));

        // What was wrong before the link opened again is in the journal; here only what is wrong now.
        foreach (var link in links.Where(static l => l.State != "open" && (l.ClosedReason ?? l.LastError) is not null))
        {
            terminal.Wrapped($"  {link.Neighbour}: {SafeText.Of(link.ClosedReason ?? link.LastError)}");
        }
    }

    /// <summary>One link, line by line.</summary>
    public static void WriteLink(Terminal terminal, LinkView link)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(link);
        terminal.Line($"{link.Neighbour} ({SafeText.Of(link.Name ?? "–")}): {Relation(link.Relation)}, {Way(link)}, {StateName(link.State)}");
        terminal.Line($"Địa chỉ: {string.Join(", ", link.Addresses.Select(SafeText.Of))}");
        terminal.Wrapped($"Liên lạc cuối: {VietnamTime.Full(link.LastContactAt)}; chờ gửi {link.Waiting}, bị dừng {link.Dead}, biên nhận hoặc trạng thái còn nợ {link.ReceiptsOwed}");
        if (link.Vxp is { } vxp)
        {
            terminal.Wrapped($"Hệ thống VXP: {SafeText.Of(vxp.SystemId)}, kiểu {vxp.Dialect}; ở máy chủ chưa nhận được {vxp.ItemsWaiting}, chưa trả lời {vxp.ItemsUntold}, không dùng được {vxp.ItemsFailed}");
        }

        if (link.State != "open" && (link.ClosedReason ?? link.LastError) is { } trouble)
        {
            terminal.Wrapped($"Lỗi gần nhất ({VietnamTime.Full(link.LastErrorAt)}): {SafeText.Of(trouble)}");
        }
    }

    private static string Way(LinkView link) => link.Kind == "vxp" ? "VXP" : link.Mode == "pull" ? "nút kia kéo" : "đẩy";

    internal static Argument<string> Neighbour() => new("nút") { Description = "Tên nút bên cạnh." };

    private static string Relation(string relation) => relation switch
    {
        "parent" => "cấp trên",
        "child" => "cấp dưới",
        "peer" => "ngang cấp",
        _ => relation,
    };

    private static string StateName(string state) => state switch
    {
        "open" => "thông",
        "failing" => "đang lỗi",
        "closed" => "ĐÓNG",
        "reconciling" => "đang đối chiếu",
        "unused" => "chưa dùng",
        _ => state,
    };
}
