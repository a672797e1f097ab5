using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Options;

namespace Axis.Node.Backups;

/// <summary>Says that the last backup is too old. A failed run is told by the schedule's own status too.</summary>
public sealed class BackupFindings(BackupOptions options, NodePaths paths, TimeProvider time) : IFindingSource
{
    // One run may be late or fail; two may not.
    private const int Missed = 2;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        if (PeriodicBackup.FolderOf(options, paths) is not { } folder)
        {
            return [];
        }

        var newest = new BackupFolder(folder).Newest(time.GetUtcNow());
        return newest is { } at && time.GetUtcNow() - at < TimeSpan.FromHours(options.Hours * Missed)
            ? []
            : [new Finding(
                "BACKUP_OLD",
                "warning",
                newest is null ? $"Chưa có bản sao lưu nào trong '{folder}'." : string.Create(CultureInfo.InvariantCulture, $"Bản sao lưu mới nhất đã cũ: {VietnamTime.Full(newest)}."),
                "Kiểm tra thư mục ở Backup:Folder (quyền ghi, dung lượng, ổ đĩa mạng) và việc Backup trong 'axis node status'.")];
    }
}
