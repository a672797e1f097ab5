using System.CommandLine;
using Axis.Cli.Output;
using Axis.Node.Backups;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

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
                var unsaid = await JournalAsync(paths, made, cancellationToken).ConfigureAwait(false);
                Terminal.For(parse).Wrapped($"Đã sao lưu vào {made} và kiểm tra bản sao. Khóa trong keys/ không nằm trong đó: giữ bản sao riêng, có mã hóa.");
                Terminal.For(parse).Wrapped(unsaid is null ? "Nhật ký của nút đã ghi (backup-made)." : $"Nhật ký của nút không có mục về lần sao lưu này: {unsaid}");
                return ExitCodes.Done;
            }
            catch (BackupException e)
            {
                throw new CliFailureException(ExitCodes.Refused, "BACKUP_FAILED", e.Message, "Kiểm tra quyền ghi và dung lượng của thư mục sao lưu.");
            }
        });
        return command;
    }

    // Like a scheduled one, but the journal has one writer: a node that runs writes it, and nobody else.
    private static async Task<string?> JournalAsync(NodePaths paths, string made, CancellationToken cancellationToken)
    {
        try
        {
            using var alone = DataLock.Take(paths);
            await using var store = new SqliteStore(new SqliteStoreOptions { DatabasePath = paths.Database }, new NoSealer(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
            return await store.WriteAsync<string?>(
                session =>
                {
                    session.Journal.Append(MakeBackup.EntryOf(made, MakeBackup.ByHand, TimeProvider.System.GetUtcNow()));
                    return null;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (NodeStartException e) when (e.Code != DataLock.InUse)
        {
            return e.Message;
        }
        catch (NodeStartException)
        {
            return "nút đang chạy và chỉ nút được ghi; sao lưu theo lịch (Backup:Hours) thì có mục nhật ký. Hãy ghi lần này vào sổ vận hành.";
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }
}
