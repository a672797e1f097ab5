using System.Text.Json;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Backups;

/// <summary>
/// Puts a backup back into a data folder whose node is stopped: everything is checked before anything is touched, what was there is put aside, and the next start
/// opens a new epoch and compares with the neighbours before it sends.
/// </summary>
public sealed class RestoreBackup(NodePaths paths, EpochMark mark, TimeProvider time)
{
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
            var aside = PutAside();
            Directory.CreateDirectory(paths.Store);
            CopyPackets(backup);
            File.Copy(Path.Combine(backup, BackupFolder.Database), paths.Database);
            DurableDirectory.Flush(paths.Store);
            mark.Invalidate();
            return (note.At, aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or Microsoft.Data.Sqlite.SqliteException)
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

        var note = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), BackupJson.Default.BackupNote) ?? throw new BackupException($"{path} trống.");
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
        var missing = File.ReadLines(Path.Combine(backup, BackupFolder.PacketList)).Count(n => !File.Exists(Path.Combine(pool, n)));
        return missing == 0 ? note : throw new BackupException($"Bản sao lưu thiếu {missing} tệp gói tin trong '{pool}'.");
    }

    private string? PutAside()
    {
        if (!Directory.Exists(paths.Store))
        {
            return null;
        }

        var aside = $"{paths.Store}.before-{BackupFolder.NameOf(time.GetUtcNow())}";
        Directory.Move(paths.Store, aside);
        return aside;
    }

    // A packet's bytes never change: what is here already stays.
    private void CopyPackets(string backup)
    {
        var pool = PoolOf(backup);
        foreach (var name in File.ReadLines(Path.Combine(backup, BackupFolder.PacketList)))
        {
            var target = Path.GetFullPath(Path.Combine(paths.Packets, name));
            if (!target.StartsWith(Path.GetFullPath(paths.Packets) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BackupException($"Bản sao lưu nêu một tệp ngoài thư mục gói tin: '{name}'.");
            }

            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(pool, name), target);
                DurableDirectory.Flush(Path.GetDirectoryName(target)!);
            }
        }
    }
}
