using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Calendar;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Deadlines;

/// <summary>What an operator should know of deadlines: years whose holidays nobody has entered, and duties that are overdue.</summary>
public sealed class DeadlineFindings(WorkingCalendar calendar, IStore store, TimeProvider time) : IFindingSource
{
    // Holidays of a year are announced in the autumn before it; a document of November may be due in January.
    private const int AnnouncedIn = 11;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        var now = time.GetUtcNow();
        var today = VietnamTime.DateOf(now);
        var findings = new List<Finding>();
        foreach (var year in today.Month >= AnnouncedIn ? new[] { today.Year, today.Year + 1 } : [today.Year])
        {
            if (!calendar.Knows(year))
            {
                findings.Add(new Finding(
                    "CALENDAR_YEAR_UNKNOWN",
                    "warning",
                    $"Lịch làm việc chưa có ngày nghỉ và ngày hoán đổi của năm {year}: thời hạn chỉ trừ thứ Bảy, Chủ nhật và bốn ngày lễ dương lịch.",
                    $"Thêm năm {year} theo thông báo nghỉ lễ, Tết vào tệp {NodeCalendar.FileName} trong thư mục dữ liệu rồi khởi động lại nút."));
            }
        }

        var overdue = store.Read(s => s.Deadlines.CountPassed(now)).Sum(static c => c.Count);
        if (overdue > 0)
        {
            findings.Add(new Finding(
                "DEADLINES_PASSED",
                "warning",
                $"{overdue} việc của văn thư đã quá hạn (vào sổ, giải quyết, trả lời thu hồi …).",
                "Văn thư xem 'axis inbox deadlines'."));
        }

        return findings;
    }
}
