using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>What an operator should do something about, each with its advice.</summary>
internal static class Findings
{
    public const string Error = "error";
    public const string Warning = "warning";

    public static IReadOnlyList<Finding> Of(
        StoreHealth store,
        LimitOptions limits,
        IReadOnlyList<LinkView> links,
        IReadOnlyList<QueueCountView> queue,
        IReadOnlyList<QuarantineStatus> quarantine,
        IReadOnlyList<CertificateStatus> certificates,
        IReadOnlyList<SectionView> sections,
        JournalStatus journal,
        JournalOptions journalOptions,
        bool schedulesRunning,
        IReadOnlyList<ScheduleStatus> schedules,
        DateTimeOffset now,
        DateTimeOffset startedAt) =>
    [
        .. Store(store, limits),
        .. schedulesRunning ? [] : new[] { new Finding("SCHEDULES_STOPPED", Error, "Bộ lập lịch không chạy: việc quá hạn không được nhắc và thử lại.", "Khởi động lại nút; nếu vẫn lỗi hãy xem nhật ký chạy.") },
        .. Ahead(schedules),
        .. links.SelectMany(static l => Link(l)),
        .. queue.Where(static q => q is { State: "dead", Count: > 0 }).Select(static q => new Finding("DEAD_LETTERS", Warning, Text($"{q.Count} lượt chuyển tới {q.Link} đang bị dừng."), "Xem nguyên nhân bằng 'axis dead-letter list', sửa rồi 'axis dead-letter replay'.")),
        .. quarantine.SelectMany(static q => Quarantine(q)),
        .. certificates.Where(c => !c.IsFollowedIn(certificates)).SelectMany(static c => Certificate(c)),
        .. sections.Where(static s => s.Expired).Select(static s => new Finding("DIRECTORY_EXPIRED", Warning, $"Phần danh bạ '{s.Name}' đã quá hạn: chữ ký thuộc phần này chỉ được xác định là 'chưa xác định'.", "Kiểm tra kết nối tới nút cấp trên hoặc nhập bản danh bạ mới.")),
        .. Journal(journal, journalOptions, now, startedAt),
    ];

    /// <summary>Jobs that do nothing because a clock that was ahead planned them.</summary>
    public static IEnumerable<Finding> Ahead(IReadOnlyList<ScheduleStatus> schedules) =>
        schedules.Where(static s => s.State == ScheduleReport.Ahead).ToList() is { Count: > 0 } late
            ? [new Finding(
                "SCHEDULE_AHEAD",
                Error,
                $"Việc {string.Join(", ", late.Select(static s => s.Name))} bị hẹn quá xa (sớm nhất {VietnamTime.Full(late.Min(static s => s.NextRunAt))}): đồng hồ của máy đã từng chạy trước giờ thật.",
                "Kiểm tra đồng hồ (timedatectl) rồi khởi động lại nút: lịch được lập lại từ giờ hiện tại.")]
            : [];

    private static IEnumerable<Finding> Store(StoreHealth store, LimitOptions limits)
    {
        if (!store.Writable)
        {
            yield return new Finding("STORE_UNAVAILABLE", Error, "Kho dữ liệu không ghi được: " + store.LastError, "Không có gì được xác nhận khi chưa lưu; kiểm tra đĩa và quyền ghi của thư mục dữ liệu.");
        }

        if (store.FreeBytes <= limits.FreeSpaceReserveBytes)
        {
            yield return new Finding("DISK_RESERVE", Error, Text($"Chỉ còn {store.FreeBytes >> 20} MiB đĩa trống, dưới mức dự trữ {limits.FreeSpaceReserveBytes >> 20} MiB: nút không nhận thêm văn bản."), "Giải phóng đĩa hoặc chuyển thư mục dữ liệu sang đĩa lớn hơn.");
        }
        else if (store.FreeBytes <= 4 * limits.FreeSpaceReserveBytes)
        {
            yield return new Finding("DISK_LOW", Warning, Text($"Đĩa trống còn {store.FreeBytes >> 20} MiB."), "Giải phóng đĩa trước khi chạm mức dự trữ.");
        }
    }

    private static IEnumerable<Finding> Link(LinkView link)
    {
        if (link.State == "closed")
        {
            yield return new Finding("LINK_CLOSED", Error, $"Kết nối tới {link.Neighbour} bị đóng: {link.ClosedReason}", link.Kind == "vxp" ? "Đối chiếu SystemId với đơn vị cấp, ghi khóa bí mật đúng vào tệp SecretFile; kết nối tự mở, không cần khởi động lại." : "Đối chiếu khóa với người vận hành nút đó qua kênh khác, rồi cập nhật danh bạ hoặc 'axis link pin'.");
        }
        else if (link.State == "reconciling")
        {
            yield return new Finding(
                "LINK_RECONCILING",
                Warning,
                $"Kho dữ liệu đã khôi phục từ bản sao lưu; chưa đối chiếu được với {link.Neighbour} nên chưa gửi gì cho nút này." + (link.LastError is { } error ? " " + error : ""),
                $"Chạy 'axis link test {link.Neighbour}'; có kết nối là nút tự đối chiếu rồi gửi tiếp. Văn bản vẫn được nhận và giữ.");
        }
        else if (link.State == "failing")
        {
            yield return new Finding("LINK_FAILING", Warning, $"Không liên lạc được với {link.Neighbour}: {link.LastError}", $"Chạy 'axis link test {link.Neighbour}'; văn bản vẫn được giữ và tự chuyển khi có kết nối.");
        }
    }

    private static IEnumerable<Finding> Quarantine(QuarantineStatus use)
    {
        if (use.Packets >= use.MostPackets || use.Bytes >= use.MostBytes)
        {
            yield return new Finding("QUARANTINE_FULL", Error, $"Khu cách ly giữ cho {use.Link} đã đầy: gói tin hỏng tiếp theo của nút này không được nhận.", $"Báo người vận hành {use.Link} tìm nguyên nhân; sau đó nâng Limits:MaxQuarantine… hoặc giảm Deadlines:QuarantineDays.");
        }
        else if (use.Packets * 10 >= use.MostPackets * 9 || use.Bytes / 9 >= use.MostBytes / 10)
        {
            yield return new Finding("QUARANTINE_NEARLY_FULL", Warning, $"Khu cách ly giữ cho {use.Link} đã dùng trên 90 % hạn mức.", $"Báo người vận hành {use.Link}: nút này chuyển nhiều gói tin không đạt kiểm tra.");
        }
    }

    private static IEnumerable<Finding> Certificate(CertificateStatus certificate)
    {
        var (soon, urgent) = certificate.Relation == "revocation-list" ? (2, 0) : (60, 7);
        var (severity, text) = certificate switch
        {
            { State: not ("current" or "ended") } => (null, null),
            { DaysLeft: < 0 } => (Error, "đã hết hạn"),
            _ when certificate.DaysLeft <= urgent => (Error, Text($"còn {certificate.DaysLeft} ngày")),
            _ when certificate.DaysLeft <= soon => (Warning, Text($"còn {certificate.DaysLeft} ngày")),
            _ => (null, null),
        };
        if (severity is null)
        {
            yield break;
        }

        var (what, advice) = certificate.Relation switch
        {
            "neighbour" => ($"Chứng thư {certificate.Use} của nút láng giềng {certificate.Owner}", "Nhắc quản trị nút đó thay khóa ('axis cert renew'); hết hạn thì kết nối hoặc biên nhận của nút đó không dùng được."),
            "anchor" => ($"Gốc tin cậy '{certificate.Owner}'", "Báo cơ quan quản lý danh bạ công bố gốc tin cậy mới trước khi hết hạn."),
            "revocation-list" => ($"Danh sách thu hồi của '{certificate.Owner}'", "Chạy 'axis directory renew' ở nút giữ khóa danh bạ, hoặc báo cơ quan quản lý danh bạ; quá hạn thì chữ ký chỉ được xác định là 'chờ kiểm tra'."),
            "agency" => ($"Chứng thư ký của cơ quan {certificate.Owner}", $"Thay khóa: axis cert renew --use agency --agency {certificate.Owner}"),
            _ => ($"Chứng thư {certificate.Use} của nút", $"Thay khóa: axis cert renew --use {certificate.Use}"),
        };
        yield return new Finding("CERTIFICATE_EXPIRING", severity, $"{what} {text}.", advice);
    }

    private static IEnumerable<Finding> Journal(JournalStatus journal, JournalOptions options, DateTimeOffset now, DateTimeOffset startedAt)
    {
        foreach (var alarm in journal.Alarms)
        {
            yield return new Finding(
                "JOURNAL_FORK",
                Error,
                $"Nhật ký của nút {alarm.Node} không nối tiếp đầu nhật ký mà nút {alarm.Witness} giữ: nhật ký đã bị sửa sau khi niêm.",
                "Giữ nguyên dữ liệu của cả hai nút, báo người phụ trách an toàn thông tin, chạy 'axis journal verify' ở nút có nhật ký bị báo.");
        }

        // After a start the schedule gets one interval before silence counts.
        var since = journal.LastSealedAt is { } at && at > startedAt ? at : startedAt;
        if (journal.Appended > journal.Sealed && now - since > TimeSpan.FromMinutes(2 * options.MaxUnsealedMinutes))
        {
            yield return new Finding("JOURNAL_UNSEALED", Warning, Text($"{journal.Appended - journal.Sealed} mục nhật ký chưa được niêm quá {2 * options.MaxUnsealedMinutes} phút."), "Kiểm tra lịch SealJournal và khóa niêm ký của nút.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
