using Axis.Core.Receipts;

namespace Axis.Core.Tracking;

/// <summary>States, statuses and receipt events as stored codes and as Vietnamese people read them.</summary>
public static class StateText
{
    /// <summary>The stored code: <c>SENT</c>, <c>01</c>…<c>06</c>, <c>FAILED</c>, <c>WITHDRAWN</c>.</summary>
    public static string Code(DocumentState state) => state switch
    {
        DocumentState.Sent => "SENT",
        DocumentState.Arrived => "01",
        DocumentState.Refused => "02",
        DocumentState.Accepted => "03",
        DocumentState.Assigned => "04",
        DocumentState.Processing => "05",
        DocumentState.Finished => "06",
        DocumentState.Failed => "FAILED",
        DocumentState.Withdrawn => "WITHDRAWN",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>Reads a stored code.</summary>
    /// <exception cref="FormatException">No state has this code.</exception>
    public static DocumentState Parse(string code) => code switch
    {
        "SENT" => DocumentState.Sent,
        "01" => DocumentState.Arrived,
        "02" => DocumentState.Refused,
        "03" => DocumentState.Accepted,
        "04" => DocumentState.Assigned,
        "05" => DocumentState.Processing,
        "06" => DocumentState.Finished,
        "FAILED" => DocumentState.Failed,
        "WITHDRAWN" => DocumentState.Withdrawn,
        _ => throw new FormatException($"'{code}' is not a state of a document."),
    };

    /// <summary>The Vietnamese name of a state.</summary>
    public static string Name(DocumentState state) => state switch
    {
        DocumentState.Sent => "Đã gửi",
        DocumentState.Arrived => "Đã đến",
        DocumentState.Refused => "Từ chối tiếp nhận",
        DocumentState.Accepted => "Đã tiếp nhận",
        DocumentState.Assigned => "Phân công",
        DocumentState.Processing => "Đang xử lý",
        DocumentState.Finished => "Hoàn thành",
        DocumentState.Failed => "Không chuyển được",
        DocumentState.Withdrawn => "Đã rút trước khi đến",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>The Vietnamese name of a status code of the wire (edXML §6.5); the code itself when it has none.</summary>
    public static string StatusName(string code) => code switch
    {
        "01" or "02" or "03" or "04" or "05" or "06" => Name(Parse(code)),
        StatusEvent.RecallCode => "Thu hồi",
        StatusEvent.UpdateCode => "Cập nhật",
        StatusEvent.ReplacedCode => "Thay thế",
        StatusEvent.CorrectedCode => "Đính chính",
        "13" => "Yêu cầu lấy lại",
        "15" => "Đồng ý cập nhật/lấy lại",
        "16" => "Từ chối cập nhật/lấy lại",
        _ => code,
    };

    /// <summary>The Vietnamese name of a receipt event.</summary>
    public static string EventName(ReceiptEvent item) => item switch
    {
        ReceiptEvent.SubmissionAcceptance => "Nút gửi đã nhận văn bản",
        ReceiptEvent.SubmissionRejection => "Nút gửi từ chối văn bản",
        ReceiptEvent.RelayAcceptance => "Đã qua nút",
        ReceiptEvent.RelayRejection => "Nút từ chối chuyển tiếp",
        ReceiptEvent.RelayFailure => "Không chuyển tiếp được",
        ReceiptEvent.ContentConsignment => "Đã đến nơi nhận",
        ReceiptEvent.ContentConsignmentFailure => "Không giao được cho nơi nhận",
        ReceiptEvent.ConsignmentAcceptance => "Nơi nhận đồng ý nhận",
        ReceiptEvent.ConsignmentRejection => "Nơi nhận không đồng ý nhận",
        ReceiptEvent.ContentHandover => "Phần mềm nơi nhận đã lấy về",
        ReceiptEvent.RelayToNonErds => "Đã chuyển sang hệ thống khác (không có biên nhận)",
        ReceiptEvent.ReceivedFromNonErds => "Nhận từ hệ thống khác qua kênh được xác thực",
        ReceiptEvent.Withdrawn => "Đã rút trước khi đến",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "No such event."),
    };
}
