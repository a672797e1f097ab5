using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis secrecy list|release|confirm|…</c>: the officer's decisions about documents that bear signs of a state secret (SEC-02).</summary>
internal static class SecrecyCommand
{
    public static Command Build() => new Command("secrecy", "Văn bản bị giữ vì có dấu hiệu bí mật nhà nước (cán bộ bảo mật).")
        .With(BuildList(), BuildDecide("release", true, "Không phải bí mật nhà nước: cho gửi; nơi gửi gửi lại văn bản."), BuildDecide("confirm", false, "Là bí mật nhà nước: không cho gửi qua trục."))
        .With(IsolationCommands.BuildList(), IsolationCommands.BuildIsolate(), IsolationCommands.BuildPurge(), IsolationCommands.BuildGiveBack());

    private static Command BuildList()
    {
        var all = new Option<bool>("--all") { Description = "Cả những văn bản đã có quyết định." };
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("list", "Liệt kê văn bản đang bị giữ; nút không lưu nội dung.").With(all, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("secrecy", "holds"), ("all", parse.GetValue(all)), ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageSecrecyHoldView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageSecrecyHoldView);
                    return ExitCodes.Done;
                }

                foreach (var hold in page.Items)
                {
                    terminal.Line($"{hold.Id}  {hold.Agency}  {VietnamTime.Full(hold.LastAt)}  {hold.Times} lần");
                    terminal.Wrapped("  Dấu hiệu ở: " + SafeText.Of(string.Join("; ", hold.Findings)));
                    if (hold.Released is { } released)
                    {
                        terminal.Wrapped($"  {(released ? "Cho gửi" : "Không cho gửi")} lúc {VietnamTime.Full(hold.DecidedAt)}: {SafeText.Of(hold.Reason)}");
                    }
                }

                if (page.Items.Count == 0)
                {
                    terminal.Line("(không có văn bản nào bị giữ)");
                }

                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildDecide(string name, bool release, string description)
    {
        var id = new Argument<Guid>("mã") { Description = "Mã như 'axis secrecy list' in ra." };
        var reason = new Option<string>("--reason") { Description = "Lý do, ghi vào nhật ký.", HelpName = "lý do", Required = true };
        return new Command(name, description).With(id, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var hold = await client.PostAsync(
                    Routes.Path("secrecy", "holds", parse.GetRequiredValue(id).ToString()), new DecideSecrecy(release, parse.GetRequiredValue(reason)), ApiJson.Client.DecideSecrecy, ApiJson.Client.SecrecyHoldView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(hold, AxisJson.Pretty.SecrecyHoldView);
                }
                else
                {
                    terminal.Line(release ? "Đã cho gửi; báo nơi gửi gửi lại văn bản." : "Đã xác nhận không cho gửi.");
                }

                return ExitCodes.Done;
            });
    }
}
