using System.CommandLine;
using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Node.Backups;
using Axis.Node.Hosting;
using Axis.Node.Options;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node restore</c>: puts a backup back into the data folder of a stopped node.</summary>
public static class RestoreCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var backup = new Argument<string>("bản sao lưu") { Description = "Thư mục của một bản, như …/20261121T183000Z." };
        var command = new Command("restore", "Khôi phục từ một bản sao lưu; nút phải đang dừng. Kho dữ liệu cũ được để sang một bên, không bị xóa.").With(backup);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var paths = new NodePaths(GlobalOptions.DataFolder(parse));
            var node = LocalSettings.Read<NodeOptions>(paths).Id;
            try
            {
                using var alone = DataLock.Take(paths);
                var restore = new RestoreBackup(paths, TimeProvider.System);
                var (at, aside) = await restore.RunAsync(Path.GetFullPath(parse.GetRequiredValue(backup)), node, cancellationToken).ConfigureAwait(false);
                var terminal = Terminal.For(parse);
                terminal.Wrapped($"Đã khôi phục trạng thái lúc {VietnamTime.Full(at)}.{(aside is null ? "" : $" Kho dữ liệu cũ ở {aside}.")}");
                terminal.Wrapped("Hãy khởi động nút: nút mở kỷ nguyên và nhật ký mới, lấy lại từ các nút láng giềng những gì đã đi qua sau lúc sao lưu rồi mới gửi tiếp; theo dõi bằng 'axis node status'.");
                return ExitCodes.Done;
            }
            catch (NodeStartException e)
            {
                throw FolderTaken.Refuse(e);
            }
            catch (BackupException e)
            {
                throw new CliFailureException(ExitCodes.Refused, "RESTORE_FAILED", e.Message, "Kho dữ liệu đang có chưa bị thay. Sửa nguyên nhân rồi chạy lại, hoặc chọn bản khác trong thư mục sao lưu.");
            }
        });
        return command;
    }
}
