using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis drop list|retry</c>.</summary>
public static class DropCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("drop", "Thư mục trao đổi: phần mềm gửi và nhận văn bản bằng tệp.").With(BuildList(), BuildRetry());

    private static Command BuildList() => Listing.Of(
        "Liệt kê thư mục của từng cơ quan, tình trạng và những gì bị từ chối.",
        Routes.Path("drop-folders"),
        ApiJson.Client.IReadOnlyListDropFolderView,
        AxisJson.Pretty.IReadOnlyListDropFolderView,
        "Chưa cấu hình thư mục trao đổi nào (mục Drop trong appsettings.json).",
        Show);

    private static void Show(Terminal terminal, IReadOnlyList<DropFolderView> folders)
    {
        terminal.Table(
            ["Cơ quan", "Thư mục", "Chờ lấy", "Đang làm", "Bị từ chối", "Chờ đọc", "Xem lần cuối", "Lỗi từ", "Lỗi gần nhất"],
            folders.Select(static f => (IReadOnlyList<string>)
            [
                f.Agency, SafeText.Cut(f.Folder, 40), $"{f.Waiting}", $"{f.Working}", $"{f.Refused.Count}", $"{f.Delivered}",
                VietnamTime.Full(f.ScannedAt), VietnamTime.Full(f.FailingSince), SafeText.Cut(f.LastError ?? "–", 60),
            ]));
        foreach (var folder in folders.Where(static f => f.Refused.Count > 0))
        {
            terminal.Line($"{folder.Agency}: bị từ chối, sửa rồi 'axis drop retry {folder.Agency}' hoặc xóa khỏi refused/:");
            foreach (var refused in folder.Refused)
            {
                terminal.Line($"  {SafeText.Cut(refused.Name, 60)} [{SafeText.Of(refused.Code)}] {SafeText.Of(refused.Reason)}");
            }
        }
    }

    private static Command BuildRetry()
    {
        var agency = new Argument<string>("cơ-quan") { Description = "Mã định danh cơ quan như 'axis drop list' in ra." };
        var name = new Argument<string?>("tên") { Description = "Chỉ tệp hoặc thư mục này trong refused/; bỏ trống là tất cả.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("retry", "Làm lại những gì đã bị từ chối, như đang nằm trong refused/.").With(agency, name)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var result = await client.PostAsync(
                    Routes.Path("drop-folders", parse.GetRequiredValue(agency), "retry"),
                    new RetryDrop { Name = parse.GetValue(name) },
                    ApiJson.Client.RetryDrop,
                    ApiJson.Client.RetriedDrops,
                    cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.RetriedDrops);
                }
                else
                {
                    terminal.Line($"Sẽ làm lại {result.Names.Count} mục của {result.Agency}; xem kết quả bằng 'axis drop list'.");
                }

                return ExitCodes.Done;
            });
    }
}
