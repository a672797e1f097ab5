using Axis.Node.Schedules;

namespace Axis.Node.Console.Text;

/// <summary>Words of operation that come as codes.</summary>
public static class OperatorWords
{
    /// <summary>State of a delivery.</summary>
    public static string Delivery(Tongue tongue, string state)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return state switch
        {
            "waiting" => tongue.Say("Đang chờ", "Waiting"),
            "acknowledged" => tongue.Say("Đã giao", "Delivered"),
            "dead" => tongue.Say("Bị dừng", "Stopped"),
            "refused" => tongue.Say("Bị từ chối", "Refused"),
            "withdrawn" => tongue.Say("Đã rút", "Withdrawn"),
            _ => state,
        };
    }

    /// <summary>State of a link.</summary>
    public static string Link(Tongue tongue, string state)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return state switch
        {
            "open" => tongue.Say("Thông suốt", "Open"),
            "failing" => tongue.Say("Mất liên lạc", "Unreachable"),
            "closed" => tongue.Say("Bị đóng", "Closed"),
            "reconciling" => tongue.Say("Đang đối chiếu", "Reconciling"),
            "unused" => tongue.Say("Chưa dùng", "Not used yet"),
            _ => state,
        };
    }

    /// <summary>Tone of the badge of a link's state.</summary>
    public static string? LinkTone(string state) => state switch
    {
        "open" => "good",
        "failing" or "reconciling" => "warn",
        "closed" => "bad",
        _ => null,
    };

    /// <summary>Where a neighbour stands to this node.</summary>
    public static string Relation(Tongue tongue, string relation)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return relation switch
        {
            "parent" => tongue.Say("cấp trên", "parent"),
            "child" => tongue.Say("cấp dưới", "child"),
            "peer" => tongue.Say("ngang cấp", "peer"),
            _ => relation,
        };
    }

    /// <summary>The node's condition.</summary>
    public static string Condition(Tongue tongue, string condition)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return condition switch
        {
            "ok" => tongue.Say("Hoạt động bình thường", "All is well"),
            "warning" => tongue.Say("Có việc cần để ý", "Something needs attention"),
            _ => tongue.Say("Có sự cố cần xử lý ngay", "Something must be mended now"),
        };
    }

    /// <summary>Whose certificate.</summary>
    public static string Certificate(Tongue tongue, string relation)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return relation switch
        {
            "own" => tongue.Say("Nút này", "This node"),
            "agency" => tongue.Say("Cơ quan", "Agency"),
            "neighbour" => tongue.Say("Láng giềng", "Neighbour"),
            "anchor" => tongue.Say("Gốc tin cậy", "Trust anchor"),
            "revocation-list" => tongue.Say("Danh sách thu hồi", "Revocation list"),
            _ => relation,
        };
    }

    /// <summary>What a scheduled job does.</summary>
    public static string Job(Tongue tongue, string name)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return name switch
        {
            ScheduledJob.RetryDeliveries => tongue.Say("Chuyển lại văn bản chưa tới", "Try deliveries again"),
            ScheduledJob.ChaseReceipts => tongue.Say("Nhắc biên nhận chậm", "Chase late receipts"),
            ScheduledJob.WatchCertificates => tongue.Say("Canh hạn chứng thư", "Watch certificates"),
            ScheduledJob.SealJournal => tongue.Say("Niêm nhật ký", "Seal the journal"),
            ScheduledJob.SweepPackets => tongue.Say("Dọn tệp thừa", "Sweep files"),
            ScheduledJob.RenewTimestamps => tongue.Say("Lấy và gia hạn dấu thời gian", "Renew timestamps"),
            ScheduledJob.RefreshRevocation => tongue.Say("Cập nhật dữ liệu thu hồi", "Refresh revocation data"),
            ScheduledJob.Reconcile => tongue.Say("Đối chiếu với láng giềng", "Reconcile with neighbours"),
            ScheduledJob.WatchDeadlines => tongue.Say("Canh hạn xử lý", "Watch deadlines"),
            ScheduledJob.Retention => tongue.Say("Giải phóng nội dung quá hạn giữ", "Retention"),
            ScheduledJob.DailyReport => tongue.Say("Lập và gửi báo cáo", "Make and mail reports"),
            _ => name,
        };
    }
}
