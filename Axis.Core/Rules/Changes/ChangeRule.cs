using Axis.Core.Tracking;

namespace Axis.Core.Rules.Changes;

/// <summary>When a change may be asked for, and what its end means: the overlay over the state of one document × recipient.</summary>
public static class ChangeRule
{
    /// <summary>Why nothing is asked of a recipient from whom the document was recalled.</summary>
    public const string RecalledCode = "RCL-03";

    /// <summary>Whether the sender may ask this recipient for the change.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="state">Where the document stands with the recipient.</param>
    /// <param name="last">The last request to this recipient; <c>null</c> when there was none.</param>
    /// <param name="end">How that one stands.</param>
    public static Answer MayRequest(ChangeKind kind, DocumentState state, ChangeKind? last, ChangeEnd? end)
    {
        if (state == DocumentState.Refused)
        {
            return Answer.No("STA-10", "Nơi nhận đã từ chối văn bản này nên không còn gì để thu hồi, cập nhật hay thay thế; gửi lại nếu cần.", "The recipient refused the document; there is nothing to change.");
        }

        if (state == DocumentState.Withdrawn || IsGone(last, end))
        {
            return Answer.No(RecalledCode, "Văn bản đã được thu hồi ở nơi nhận này; không thu hồi, cập nhật hay thay thế được nữa.", "The document was recalled from this recipient already.");
        }

        if (end == ChangeEnd.Pending)
        {
            // A legal recall does not wait for the answer to a request to give back or to update (RCL-02): it obliges, they ask.
            return kind == ChangeKind.Recall && last != ChangeKind.Recall
                ? Answer.Yes
                : Answer.No("CHANGE_PENDING", $"Yêu cầu {NameOf(last ?? kind)} trước đó chưa được nơi nhận trả lời; hãy chờ trả lời rồi yêu cầu tiếp.", "The earlier request was not answered yet.");
        }

        return Answer.Yes;
    }

    /// <summary>Whether the content is no longer with the recipient (RCL-04).</summary>
    public static bool IsGone(ChangeKind? kind, ChangeEnd? end) =>
        kind is ChangeKind.Recall or ChangeKind.TakeBack && end is (ChangeEnd.Unread or ChangeEnd.Agreed);

    /// <summary>Whether the sender's own record of the document is frozen towards a recipient: by the order to recall it, whatever comes of that, or once nothing of it is there (RCL-03).</summary>
    public static bool IsFrozen(DocumentState state, ChangeKind? kind, ChangeEnd? end) =>
        state == DocumentState.Withdrawn || (kind == ChangeKind.Recall && end is not null) || IsGone(kind, end);

    /// <summary>Whether the end is non-compliance, to be shown and followed up: a legal recall obliges, unless the document was not found (RCL-05).</summary>
    public static bool IsNonCompliance(ChangeKind kind, ChangeEnd end) => kind == ChangeKind.Recall && end is (ChangeEnd.Refused or ChangeEnd.TooLate);

    /// <summary>Vietnamese name of a request.</summary>
    public static string NameOf(ChangeKind kind) => kind switch
    {
        ChangeKind.TakeBack => "lấy lại",
        ChangeKind.Recall => "thu hồi",
        ChangeKind.Update => "cập nhật",
        ChangeKind.Replacement => "thay thế",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such change."),
    };

    /// <summary>What the sender reads of the request, in Vietnamese.</summary>
    public static string Describe(ChangeKind kind, ChangeEnd end) => end switch
    {
        ChangeEnd.Pending => $"Đã yêu cầu {NameOf(kind)}, chờ nơi nhận trả lời",
        ChangeEnd.Unread => "Đã thu hồi khi nơi nhận chưa đọc",
        ChangeEnd.Agreed => $"Nơi nhận đã đồng ý {NameOf(kind)}",
        ChangeEnd.Refused when IsNonCompliance(kind, end) => "Nơi nhận không chấp hành thu hồi: phải báo cáo lãnh đạo",
        ChangeEnd.Refused => $"Nơi nhận từ chối {NameOf(kind)}",
        ChangeEnd.TooLate when IsNonCompliance(kind, end) => "Quá muộn: nơi nhận đã giải quyết xong nên không thu hồi; phải báo cáo lãnh đạo",
        ChangeEnd.TooLate => $"Quá muộn để {NameOf(kind)}: nơi nhận đã giải quyết xong",
        ChangeEnd.NotFound => "Nơi nhận không tìm thấy văn bản gốc",
        ChangeEnd.Replaced => "Đã được thay thế bằng văn bản khác",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "No such end."),
    };
}
