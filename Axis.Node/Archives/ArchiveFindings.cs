using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;

namespace Axis.Node.Archives;

/// <summary>Reminds of files that have to go to an archive within 30 days, or should have gone (ARC-06).</summary>
public sealed class ArchiveFindings(KeepFiles files) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        var due = files.List(null, due: true);
        var overdue = due.Count(static f => f.Standing == "overdue");
        return due.Count == 0
            ? []
            : [new Finding(
                "ARCHIVE_DUE",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"{due.Count} hồ sơ tới hạn nộp lưu trữ trong 30 ngày tới, trong đó {overdue} hồ sơ đã quá hạn."),
                "Văn thư xem 'axis archive due', nộp lưu trữ rồi ghi bằng 'axis archive hand-over'.")];
    }
}
