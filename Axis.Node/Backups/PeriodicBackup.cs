using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;

namespace Axis.Node.Backups;

/// <summary>Makes a backup when the last one is old enough; what there is, is read from the folder itself (OPS-05).</summary>
public sealed class PeriodicBackup(MakeBackup make, IStore store, BackupOptions options, NodeOptions node, NodePaths paths, TimeProvider time) : IBackup
{
    /// <summary>Where backups go; <c>null</c> = none are made.</summary>
    internal static string? FolderOf(BackupOptions options, NodePaths paths) => options.Folder.Length == 0 ? null : Path.GetFullPath(options.Folder, paths.Data);

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (FolderOf(options, paths) is not { } folder || now - new BackupFolder(folder).Newest(now) < TimeSpan.FromHours(options.Hours))
        {
            return 0;
        }

        var made = await make.RunAsync(folder, node.Id, options.Keep, cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(MakeBackup.EntryOf(made, ScheduledJob.Backup, time.GetUtcNow()));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return 1;
    }
}
