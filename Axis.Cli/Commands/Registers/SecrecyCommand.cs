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
        .With(BuildList(), BuildDecide("release", true, "Không phải bí mật nhà nước: cho gửi hoặc cho vào sổ; văn thư làm lại."), BuildDecide("confirm", false, "Là bí mật nhà nước: không cho gửi qua trục, không cho vào sổ."))
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
                        terminal.Wrapped($"  {(released ? "Cho phép" : "Không cho phép")} lúc {VietnamTime.Full(hold.DecidedAt)}: {SafeText.Of(hold.Reason)}");
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
                    terminal.Line(release ? "Đã cho phép; báo văn thư gửi lại, hoặc tiếp nhận lại văn bản đến." : "Đã xác nhận là bí mật nhà nước: không cho gửi, không cho vào sổ.");
                }

                return ExitCodes.Done;
            });
    }
}
