using Axis.Core.Packets;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Signing.Keys;

namespace Axis.Node.Backups;

/// <summary>
/// Puts a backup back into a data folder whose node is stopped: everything is checked before anything is touched, the new store is complete on disk before it takes
/// the place of the one that was there, which is put aside, and the next start opens a new epoch and compares with the neighbours before it sends.
/// </summary>
public sealed class RestoreBackup(NodePaths paths, TimeProvider time)
{
    private string Fresh => FreshOf(paths);

    /// <summary>Stops the start of a node whose restore broke off before there was a store: it would begin with an empty one.</summary>
    /// <exception cref="NodeStartException">There is no store, and the beginnings of one.</exception>
    public static void DemandWhole(NodePaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (!Directory.Exists(paths.Store) && Directory.Exists(FreshOf(paths)))
        {
            throw new NodeStartException($"Lần khôi phục trước bị ngắt giữa chừng: '{paths.Store}' chưa có, '{FreshOf(paths)}' chưa trọn.")
            {
                Code = "RESTORE_UNFINISHED",
                Action = "Chạy lại 'axis node restore' với cùng bản sao lưu, rồi khởi động nút.",
            };
        }
    }

    /// <summary>Puts it back; the caller holds the lock on the data folder.</summary>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="node">Name of the node whose data folder it is.</param>
    /// <param name="cancellationToken">Gives up while the backup is checked.</param>
    /// <returns>When the backup was made, and where the old store was put; <c>null</c> = there was none.</returns>
    /// <exception cref="BackupException">It is no backup, damaged, not whole, or another node's.</exception>
    public async Task<(DateTimeOffset At, string? PutAside)> RunAsync(string backup, string node, CancellationToken cancellationToken)
    {
        try
        {
            var note = await CheckAsync(backup, node, cancellationToken).ConfigureAwait(false);
            if (Directory.Exists(Fresh))
            {
                Directory.Delete(Fresh, recursive: true);
            }

            Directory.CreateDirectory(Fresh);
            DurableDirectory.Flush(paths.Data);
            await CopyPacketsAsync(backup, cancellationToken).ConfigureAwait(false);
            CopyDirectory(backup);
            var database = Path.Combine(Fresh, Path.GetFileName(paths.Database));
            File.Copy(Path.Combine(backup, BackupFolder.Database), database);
            MakeBackup.Sync(database);
            EpochMark.Invalidate(Fresh);
            return (note.At, Swap());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new BackupException($"Không khôi phục được từ '{backup}': {e.Message}", e);
        }
    }

    private static string PoolOf(string backup) => new BackupFolder(Path.GetDirectoryName(Path.GetFullPath(backup))!).Packets;

    private static async Task<BackupNote> CheckAsync(string backup, string node, CancellationToken cancellationToken)
    {
        var path = Path.Combine(backup, BackupFolder.Note);
        if (!File.Exists(path))
        {
            throw new BackupException($"'{backup}' không phải một bản sao lưu: thiếu {BackupFolder.Note}.");
        }

        var note = BackupNote.Read(path);
        if (note.Node != node)
        {
            throw new BackupException($"Bản sao lưu là của nút '{note.Node}', không phải '{node}'.");
        }

        var database = Path.Combine(backup, BackupFolder.Database);
        if (await MakeBackup.HashAsync(database, cancellationToken).ConfigureAwait(false) != note.Sha256 || MakeBackup.Damage(database) is not null)
        {
            throw new BackupException("Cơ sở dữ liệu trong bản sao lưu đã bị thay đổi hoặc hỏng: dùng bản sao lưu khác.");
        }

        var pool = PoolOf(backup);
        var (missing, damaged) = (0, 0);
        foreach (var name in File.ReadLines(Path.Combine(backup, BackupFolder.PacketList)))
        {
            var file = Path.GetFullPath(Path.Combine(pool, name));
            if (!file.StartsWith(pool + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BackupException($"Bản sao lưu nêu một tệp ngoài thư mục gói tin: '{name}'.");
            }

            missing += File.Exists(file) ? 0 : 1;
            damaged += File.Exists(file) && !await IsWholeAsync(file, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return missing + damaged == 0 ? note : throw new BackupException($"Bản sao lưu thiếu {missing} tệp gói tin, hỏng {damaged} tệp, trong '{pool}'.");
    }

    // A packet's file bears its digest; a file that is none says nothing of itself.
    private static async Task<bool> IsWholeAsync(string file, CancellationToken cancellationToken) =>
        !Digest.TryParse(Path.GetFileNameWithoutExtension(file), out var digest) || await MakeBackup.HashAsync(file, cancellationToken).ConfigureAwait(false) == digest.ToString();

    private static string FreshOf(NodePaths paths) => paths.Store + ".new";

    // A packet's bytes never change: what is here whole already stays.
    private async Task CopyPacketsAsync(string backup, CancellationToken cancellationToken)
    {
        var pool = PoolOf(backup);
        Directory.CreateDirectory(paths.Incoming);
        foreach (var name in File.ReadLines(Path.Combine(backup, BackupFolder.PacketList)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(paths.Packets, name);
            if (!File.Exists(target) || !await IsWholeAsync(target, cancellationToken).ConfigureAwait(false))
            {
                Copy(Path.Combine(pool, name), target);
            }
        }
    }

    // What is here stays: it may be newer, and whom this machine trusts is not a backup's to change.
    private void CopyDirectory(string backup)
    {
        var from = Path.Combine(backup, BackupFolder.Sections);
        foreach (var source in Directory.Exists(from) ? BackupFolder.DirectoryFiles(from) : [])
        {
            var target = Path.Combine(paths.Directory, Path.GetFileName(source));
            if (!File.Exists(target))
            {
                Copy(source, target);
            }
        }
    }

    // Where the next start removes what a crash leaves behind.
    private void Copy(string source, string target)
    {
        var temporary = Path.Combine(paths.Incoming, Path.GetFileName(target) + ".tmp");
        File.Copy(source, temporary, overwrite: true);
        MakeBackup.Sync(temporary);
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        File.Move(temporary, target, overwrite: true);
        DurableDirectory.Flush(folder);
    }

    // Between the two renames there is no store; DemandWhole tells a start that comes then.
    private string? Swap()
    {
        var aside = Directory.Exists(paths.Store) ? $"{paths.Store}.before-{BackupFolder.NameOf(time.GetUtcNow())}" : null;
        if (aside is not null)
        {
            Directory.Move(paths.Store, aside);
        }

        try
        {
            Directory.Move(Fresh, paths.Store);
        }
        catch (Exception e) when (aside is not null && e is (IOException or UnauthorizedAccessException))
        {
            Directory.Move(aside, paths.Store);
            throw;
        }

        DurableDirectory.Flush(paths.Data);
        return aside;
    }
}
