using System.CommandLine;
using Axis.Cli.Output;
using Axis.Node.Backups;
using Axis.Node.Hosting;
using Axis.Node.Options;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node backup</c>: a backup now, whether the node runs or not (OPS-05).</summary>
public static class BackupCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var to = new Option<string?>("--to") { Description = "Thư mục sao lưu; mặc định Backup:Folder trong appsettings.json.", HelpName = "thư mục" };
        var command = new Command("backup", "Sao lưu ngay cơ sở dữ liệu, gói tin và cấu hình; nút đang chạy vẫn chạy. Không gồm keys/.").With(to);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var paths = new NodePaths(GlobalOptions.DataFolder(parse));
            if (!File.Exists(paths.Database))
            {
                throw new CliFailureException(ExitCodes.Usage, "NO_STORE", $"Không có kho dữ liệu {paths.Database}.", "Kiểm tra --data.");
            }

            var options = LocalSettings.Read<BackupOptions>(paths);
            var folder = parse.GetValue(to) ?? (options.Folder.Length > 0 ? Path.GetFullPath(options.Folder, paths.Data) : null)
                ?? throw new CliFailureException(ExitCodes.Usage, "NO_FOLDER", "Chưa biết sao lưu vào đâu.", "Thêm --to, hoặc đặt Backup:Folder.");
            try
            {
                var made = await new MakeBackup(paths, TimeProvider.System).RunAsync(Path.GetFullPath(folder), LocalSettings.Read<NodeOptions>(paths).Id, options.Keep, cancellationToken).ConfigureAwait(false);
                Terminal.For(parse).Wrapped($"Đã sao lưu vào {made} và kiểm tra bản sao. Khóa trong keys/ không nằm trong đó: giữ bản sao riêng, có mã hóa.");
                return ExitCodes.Done;
            }
            catch (BackupException e)
            {
                throw new CliFailureException(ExitCodes.Refused, "BACKUP_FAILED", e.Message, "Kiểm tra quyền ghi và dung lượng của thư mục sao lưu.");
            }
        });
        return command;
    }
}
