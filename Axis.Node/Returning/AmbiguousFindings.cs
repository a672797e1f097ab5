using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>Tells the operator that statuses wait for a person to say which document they mean (STA-09).</summary>
public sealed class AmbiguousFindings(IStore store) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => store.Read(static s => s.AmbiguousStatuses.CountOpen()) is var waiting and > 0
        ? [new Finding("STATUS_AMBIGUOUS", "warning", $"{waiting} trạng thái khớp với nhiều văn bản nên chưa ghi vào văn bản nào.", "Văn thư của cơ quan gửi (hoặc quản trị nút) xem 'axis ambiguous list' rồi chọn văn bản bằng 'axis ambiguous assign'.")]
        : [];
}
