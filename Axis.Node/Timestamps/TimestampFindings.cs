using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Timestamps;

/// <summary>Tells the operator when no timestamp authority answers. Nothing stands still for it, so it is a warning.</summary>
public sealed class TimestampFindings(StampHealth health, IStore store, TimeProvider time) : IFindingSource
{
    private const int CountedAtMost = 100_000;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        if (health.Failing is not { } failing)
        {
            return [];
        }

        var waiting = store.Read(s => s.Proofs.CountDue(time.GetUtcNow(), CountedAtMost));
        return [new Finding(
            "TIMESTAMPS_FAILING",
            "warning",
            string.Create(CultureInfo.InvariantCulture, $"Không dịch vụ dấu thời gian nào trả lời từ {failing.Since.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy HH:mm}; {waiting} văn bản đang chờ dấu thời gian: {failing.Reason}"),
            "Văn bản vẫn gửi và nhận bình thường; khi dịch vụ hoạt động lại, nút tự đóng dấu bù. Kiểm tra Timestamps:Authorities và kết nối tới dịch vụ.")];
    }
}
