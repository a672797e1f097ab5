using System.Security.Cryptography;
using System.Text.Json;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Microsoft.Data.Sqlite;

namespace Axis.Node.Backups;

/// <summary>
/// Makes a backup while the node runs (OPS-05): one consistent state of the database, and every packet file that it names. Packet files are written once and never
/// change, so each is copied once for all backups. Keys are not in it: a copy of them belongs elsewhere, encrypted.
/// </summary>
public sealed class MakeBackup(NodePaths paths, TimeProvider time)
{
    /// <summary>Who made a backup that no schedule made: whoever commands the node's folder.</summary>
    public const string ByHand = "by-hand";

    private const int Version = 1;

    /// <summary>Makes one, checks it, and removes those beyond what is kept.</summary>
    /// <param name="folder">Folder of the backups.</param>
    /// <param name="node">Name of the node.</param>
    /// <param name="keep">How many are kept.</param>
    /// <param name="cancellationToken">Gives up; what is unfinished goes.</param>
    /// <returns>The backup's folder.</returns>
    /// <exception cref="BackupException">It cannot be written, or what was written is damaged.</exception>
    public async Task<string> RunAsync(string folder, string node, int keep, CancellationToken cancellationToken)
    {
        var backups = new BackupFolder(folder);
        try
        {
            Directory.CreateDirectory(backups.Packets);
            using var turn = backups.TakeTurn();
            backups.DemandOwn(node);
            backups.RemoveUnfinished();
            var at = time.GetUtcNow();
            var partial = backups.PartialOf(at);
            Directory.CreateDirectory(partial);
            var database = Path.Combine(partial, BackupFolder.Database);
            await CopyDatabaseAsync(database, cancellationToken).ConfigureAwait(false);
            var packets = CopyPackets(backups, Path.Combine(partial, BackupFolder.PacketList), cancellationToken);
            CopySettings(partial);
            await WriteNoteAsync(partial, new BackupNote(Version, node, at, await HashAsync(database, cancellationToken).ConfigureAwait(false), new FileInfo(database).Length, packets), cancellationToken).ConfigureAwait(false);
            DurableDirectory.Flush(partial);
            Directory.Move(partial, backups.PathOf(at));
            DurableDirectory.Flush(folder);
            Prune(backups, keep, at);
            return backups.PathOf(at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new BackupException($"Không sao lưu được vào '{folder}': {e.Message}", e);
        }
    }

    /// <summary>What the journal says of a backup.</summary>
    /// <param name="made">Its folder.</param>
    /// <param name="actor">The schedule, or <see cref="ByHand"/>.</param>
    /// <param name="at">When it was done.</param>
    public static JournalEntry EntryOf(string made, string actor, DateTimeOffset at) => new(at, "backup-made", Actor: actor, To: Path.GetFileName(made));

    internal static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }

    internal static void Sync(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Says what is wrong with a copy of the database; <c>null</c> = nothing.</summary>
    internal static string? Damage(string database)
    {
        using var open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        open.Open();
        using var command = open.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() as string is { } answer && answer != "ok" ? answer : null;
    }

    // VACUUM INTO reads one committed state, whatever is written meanwhile, and needs no lock of the node's.
    private async Task CopyDatabaseAsync(string target, CancellationToken cancellationToken)
    {
        await using (var open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = paths.Database, Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 0 }.ToString()))
        {
            await open.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = open.CreateCommand();
            command.CommandText = "VACUUM INTO $target";
            command.Parameters.AddWithValue("$target", target);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        Sync(target);
        if (Damage(target) is { } damage)
        {
            throw new BackupException($"Bản sao cơ sở dữ liệu không đạt kiểm tra ({damage}); kiểm tra đĩa và cơ sở dữ liệu đang chạy.");
        }
    }

    // After the database: what its rows name was complete before, and at worst a file more is copied than they name.
    private int CopyPackets(BackupFolder backups, string list, CancellationToken cancellationToken)
    {
        var count = 0;
        using (var names = new StreamWriter(list))
        {
            foreach (var source in Directory.Exists(paths.Packets) ? Directory.EnumerateFiles(paths.Packets, "*", SearchOption.AllDirectories) : [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = Path.GetRelativePath(paths.Packets, source);
                if (Copy(source, Path.Combine(backups.Packets, name)))
                {
                    names.WriteLine(name);
                    count++;
                }
            }
        }

        Sync(list);
        return count;
    }

    private static bool Copy(string source, string target)
    {
        if (File.Exists(target))
        {
            return true;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = target + ".new";
        try
        {
            File.Copy(source, temporary, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Swept since it was listed: no row names it any more.
            return false;
        }

        Sync(temporary);
        File.Move(temporary, target, overwrite: true);
        return true;
    }

    private void CopySettings(string partial)
    {
        foreach (var name in new[] { SettingsFile.Name, Deadlines.NodeCalendar.FileName })
        {
            var source = Path.Combine(paths.Data, name);
            if (File.Exists(source))
            {
                File.Copy(source, Path.Combine(partial, name));
            }
        }

        // What is signed there is public, and a node starts with nothing less.
        if (Directory.Exists(paths.Directory))
        {
            var target = Directory.CreateDirectory(Path.Combine(partial, BackupFolder.Sections)).FullName;
            foreach (var source in BackupFolder.DirectoryFiles(paths.Directory))
            {
                var copy = Path.Combine(target, Path.GetFileName(source));
                File.Copy(source, copy);
                Sync(copy);
            }

            DurableDirectory.Flush(target);
        }
    }

    private static async Task WriteNoteAsync(string partial, BackupNote note, CancellationToken cancellationToken)
    {
        var path = Path.Combine(partial, BackupFolder.Note);
        await File.WriteAllBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(note, BackupJson.Default.BackupNote), cancellationToken).ConfigureAwait(false);
        Sync(path);
    }

    private static void Prune(BackupFolder backups, int keep, DateTimeOffset made)
    {
        // Names that lie ahead of the one just made are of a clock that was wrong, then or now: that one is the newest all the same, and they go first.
        var all = backups.List().OrderBy(b => !ClockSlack.IsPast(b.At, made)).ThenByDescending(static b => b.At).ToList();
        foreach (var (_, path) in all.Skip(keep))
        {
            backups.Remove(path);
        }

        if (all.Count <= keep)
        {
            return;
        }

        var named = all.Take(keep).SelectMany(static b => File.ReadLines(Path.Combine(b.Path, BackupFolder.PacketList))).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(backups.Packets, "*", SearchOption.AllDirectories).Where(f => !named.Contains(Path.GetRelativePath(backups.Packets, f))))
        {
            File.Delete(file);
        }
    }
}
