using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis dead-letter list|replay</c>.</summary>
public static class DeadLetterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("dead-letter", "Lượt chuyển bị dừng sau nhiều lần bị trả lời lỗi; nội dung luôn được giữ.").With(BuildList(), BuildReplay());

    private static Command BuildList() => Listing.Of(
        "Liệt kê theo kết nối và nguyên nhân.",
        Routes.Path("dead-letters"),
        ApiJson.Client.IReadOnlyListDeadLetterGroup,
        AxisJson.Pretty.IReadOnlyListDeadLetterGroup,
        "Không có lượt chuyển nào bị dừng.",
        static (terminal, groups) =>
        {
            terminal.Table(
                ["Kết nối", "Nguyên nhân", "Giải thích", "Số lượt", "Cũ nhất từ"],
                groups.Select(static g => (IReadOnlyList<string>)[g.Link, g.ReasonCode ?? "–", SafeText.Cut(g.Reason, 80), $"{g.Count}", VietnamTime.Full(g.OldestAt)]));
            terminal.Line("Sau khi khắc phục nguyên nhân: axis dead-letter replay --link <nút> --dry-run, rồi bỏ --dry-run.");
        });

    private static Command BuildReplay()
    {
        var ids = new Argument<string[]>("lượt") { Description = "Mã các lượt chuyển như 'axis queue list --state dead' in ra (hoặc cả UUID); bỏ trống thì theo --link, --reason.", Arity = ArgumentArity.ZeroOrMore };
        var link = new Option<string?>("--link") { Description = "Chỉ kết nối tới nút này.", HelpName = "nút" };
        var reason = new Option<string?>("--reason") { Description = "Chỉ nguyên nhân này.", HelpName = "mã" };
        var all = new Option<bool>("--all") { Description = "Gửi lại tất cả." };
        var dry = new Option<bool>("--dry-run") { Description = "Chỉ xem sẽ gửi lại những gì." };
        return new Command("replay", "Gửi lại dưới đúng mã lượt chuyển cũ.").With(ids, link, reason, all, dry)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                List<Guid>? given = null;
                foreach (var text in parse.GetValue(ids) ?? [])
                {
                    (given ??= []).Add(await DeliveryLookup.FindAsync(client, text, "dead", "axis queue list --state dead", cancellationToken).ConfigureAwait(false));
                }

                var request = new ReplayRequest { Deliveries = given, Link = parse.GetValue(link), ReasonCode = parse.GetValue(reason), DryRun = parse.GetValue(dry) };
                if (request is { Deliveries: null, Link: null, ReasonCode: null } && !parse.GetValue(all))
                {
                    throw CliFailureException.Usage("Cần nêu lượt chuyển, --link, --reason hoặc --all.", "Xem 'axis dead-letter list'.");
                }

                var result = await client.PostAsync(
                    Routes.Path("dead-letters", "replay"), request, ApiJson.Client.ReplayRequest, ApiJson.Client.ReplayResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.ReplayResult);
                    return ExitCodes.Done;
                }

                terminal.Table(["Lượt", "Kết nối", "Trạng thái", "Nơi nhận", "Lần thử", "Đến hạn", "Lỗi gần nhất"], result.Deliveries.Select(QueueCommand.DeliveryRow));
                terminal.Line(result.DryRun ? $"Sẽ gửi lại {result.Deliveries.Count} lượt (chưa làm gì)." : $"Đã cho gửi lại {result.Deliveries.Count} lượt.");
                return ExitCodes.Done;
            });
    }
}
