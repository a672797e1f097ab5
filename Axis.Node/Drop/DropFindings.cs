using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;

namespace Axis.Node.Drop;

/// <summary>Tells the operator of folders that cannot be used and of what was refused in them.</summary>
internal sealed class DropFindings(DropFolders folders, NodeDirectory directory, TimeProvider time) : IFindingSource
{
    private const int MostCounted = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => folders.All.Count == 0 ? [] : [.. folders.All.SelectMany(Of)];

    private IEnumerable<Finding> Of(DropFolder folder)
    {
        var isHosted = folder.IsHosted(directory, time);
        if (!isHosted)
        {
            yield return new Finding(
                "DROP_AGENCY", "warning", $"Thư mục '{folder.Root}' là của cơ quan {folder.Agency}, cơ quan này không đặt tại nút; nút không làm việc trong đó.", "Sửa Drop:Folders trong appsettings.json, hoặc cập nhật danh bạ.");
        }

        if (isHosted && folder.Health.Now is { FailingSince: { } since, LastError: { } error })
        {
            yield return new Finding(
                "DROP_FAILING",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"Thư mục trao đổi của {folder.Agency} không làm được từ {since.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy HH:mm}: {error}."),
                $"Kiểm tra thư mục '{folder.Root}' còn gắn (mount), đủ chỗ và tài khoản của nút được ghi; những gì đã thả được giữ và tự làm lại.");
        }

        if (DropControl.Reasons(folder).Take(MostCounted).Count() is > 0 and var refused)
        {
            yield return new Finding(
                "DROP_REFUSED",
                "warning",
                $"{refused} tệp hoặc thư mục thả vào của {folder.Agency} bị từ chối.",
                $"Xem lý do bằng 'axis drop list', sửa rồi thả lại hoặc 'axis drop retry {folder.Agency}'; xong thì xóa khỏi refused/.");
        }
    }
}
