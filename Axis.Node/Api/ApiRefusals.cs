namespace Axis.Node.Api;

/// <summary>Refusals of the API itself. Codes are stable.</summary>
public static class ApiRefusals
{
    public static Refusal Unauthenticated { get; } = new(RefusalKind.Unauthenticated, "TOKEN_REQUIRED", "Cần thẻ truy cập hợp lệ: gửi tiêu đề 'Authorization: Bearer axis_…'. Thẻ có thể đã hết hạn hoặc bị thu hồi.", "A valid bearer token is required; it may have expired or been revoked.");

    /// <summary>The token's role does not allow the call.</summary>
    /// <param name="roles">Roles that do; empty when a token cannot.</param>
    public static Refusal Forbidden(IReadOnlyList<Role> roles) => new(
        RefusalKind.Forbidden,
        "ROLE_INSUFFICIENT",
        roles.Count == 0
            ? "Thẻ truy cập không có quyền làm việc này."
            : $"Việc này cần thẻ có vai trò {string.Join(" hoặc ", roles.Select(Roles.Title))}; thẻ đang dùng có vai trò khác. Người vận hành cấp thẻ bằng 'axis token issue --role {Roles.Name(roles[0])}'.",
        roles.Count == 0 ? "The token does not allow this." : $"This needs a token with the role {string.Join(" or ", roles.Select(Roles.Name))}.");

    public static Refusal NoSuchAddress { get; } = new(RefusalKind.NotFound, "ADDRESS_UNKNOWN", "Không có địa chỉ này trên API; xem /openapi/v1.json.", "There is no such address; see /openapi/v1.json.");

    public static Refusal DocumentUnknown { get; } = NotFound("DOCUMENT_UNKNOWN", "Không có văn bản này, hoặc thẻ truy cập không thuộc cơ quan gửi hay nhận.", "No such document, or it is not of the token's agencies.");

    public static Refusal InboxItemUnknown { get; } = NotFound("INBOX_ITEM_UNKNOWN", "Không có văn bản đến này trong hộp đến của cơ quan.", "No such item in the inboxes of the token's agencies.");

    public static Refusal ReceiptUnknown { get; } = NotFound("RECEIPT_UNKNOWN", "Không có biên nhận này.", "No such receipt.");

    public static Refusal AttachmentUnknown { get; } = NotFound("ATTACHMENT_UNKNOWN", "Văn bản không có tệp ở vị trí này.", "The document has no file at this position.");

    public static Refusal AttachmentEmpty { get; } = NotFound("ATTACHMENT_EMPTY", "Gói tin nêu tên tệp này nhưng không mang nội dung của nó; hãy đề nghị nơi gửi gửi lại.", "The packet names this file without carrying its bytes; ask the sender to send it again.");

    public static Refusal ContentIsolated { get; } = new(RefusalKind.Gone, "CONTENT_ISOLATED", "Văn bản đã bị cách ly vì phát hiện nội dung bí mật nhà nước (SEC-03): không ai được mở; liên hệ cán bộ bảo mật của cơ quan.", "The document is isolated: a state secret was found in it; ask the security officer.");

    public static Refusal ReportUnknown { get; } = NotFound("REPORT_UNKNOWN", "Không giữ báo cáo của ngày hoặc tháng này; xem 'axis report list'.", "No report of this day or month is kept.");

    public static Refusal MailNotConfigured { get; } = new(RefusalKind.Conflict, "MAIL_NOT_CONFIGURED", "Chưa cấu hình máy chủ thư: điền mục Mail trong appsettings.json rồi khởi động lại nút.", "No mail server is configured: set the section Mail and restart.");

    public static Refusal NeighbourUnknown { get; } = NotFound("NEIGHBOUR_UNKNOWN", "Không có nút láng giềng này.", "No such neighbour.");

    public static Refusal PayloadMissing { get; } = new(RefusalKind.Gone, "PAYLOAD_MISSING", "Nội dung gói tin không còn trên nút này; biên nhận và nhật ký vẫn còn.", "The packet's bytes are no longer here; receipts and journal are.");

    public static Refusal IdempotencyKey { get; } = new(RefusalKind.Malformed, "IDEMPOTENCY_KEY", "Idempotency-Key phải gồm 1 đến 200 ký tự ASCII nhìn thấy được.", "An Idempotency-Key has 1 to 200 visible ASCII characters.");

    public static Refusal StoreUnavailable { get; } = new(RefusalKind.Unavailable, "STORE_UNAVAILABLE", "Kho dữ liệu tạm thời không ghi được nên chưa có gì được lưu; hãy thử lại sau.", "The store cannot write now and nothing was kept; try again later.") { RetryAfter = TimeSpan.FromSeconds(10) };

    public static Refusal DiskReserve { get; } = new(RefusalKind.NoSpace, "DISK_RESERVE", "Nút sắp hết dung lượng đĩa nên không nhận thêm; người vận hành cần giải phóng đĩa.", "The node's free-space reserve is reached.") { RetryAfter = TimeSpan.FromMinutes(5) };

    public static Refusal Internal { get; } = new((RefusalKind)500, "INTERNAL", "Nút gặp lỗi ngoài dự kiến và đã ghi lại; hãy gửi mã yêu cầu cho người vận hành.", "The node met an unexpected error and logged it; give the request id to the operator.");

    /// <summary>Something that is not there.</summary>
    public static Refusal NotFound(string code, string sentence, string sentenceEn) => new(RefusalKind.NotFound, code, sentence, sentenceEn);

    /// <summary>A parameter that cannot be read.</summary>
    public static Refusal Parameter(string name, string expected, string expectedEn) =>
        new(RefusalKind.Malformed, "PARAMETER", $"Tham số '{name}' phải là {expected}.", $"Parameter '{name}' must be {expectedEn}.")
        {
            Errors = [new Core.Contracts.FieldProblem(name, "PARAMETER", $"Phải là {expected}.", $"Must be {expectedEn}.")],
        };

    /// <summary>A token that speaks for no agency, of a role that is given for agencies only.</summary>
    public static Refusal NoScope { get; } = new(RefusalKind.Forbidden, "AGENCY_OUT_OF_SCOPE", "Thẻ truy cập không gắn với cơ quan nào.", "The token is scoped to no agency.");

    /// <summary>An agency outside the token's scope.</summary>
    public static Refusal OutOfScope(string agency) => new(RefusalKind.Forbidden, "AGENCY_OUT_OF_SCOPE", $"Thẻ truy cập không thuộc cơ quan {agency}.", $"The token is not scoped to {agency}.");

    /// <summary>The refusal for an HTTP status that the framework set by itself.</summary>
    public static Refusal ForStatus(int status) => status switch
    {
        400 => new(RefusalKind.Malformed, "REQUEST_MALFORMED", "Yêu cầu không đọc được.", "The request cannot be read."),
        401 => Unauthenticated,
        403 => Forbidden([]),
        404 => NoSuchAddress,
        405 => new((RefusalKind)405, "METHOD_NOT_ALLOWED", "Địa chỉ này không nhận phương thức HTTP đã dùng.", "This address does not take that HTTP method."),
        406 => new((RefusalKind)406, "NOT_ACCEPTABLE", "API trả lời bằng JSON.", "The API answers in JSON."),
        408 => new((RefusalKind)408, "REQUEST_TIMEOUT", "Yêu cầu gửi lên quá chậm nên bị ngắt.", "The request came too slowly and was cut off."),
        413 => new(RefusalKind.TooLarge, "REQUEST_TOO_LARGE", "Yêu cầu lớn hơn giới hạn của nút.", "The request is over the node's limit."),
        415 => new(RefusalKind.Unsupported, "MEDIA_TYPE", "Kiểu nội dung không được nhận; dùng application/json, hoặc multipart/form-data khi gửi văn bản.", "The media type is not taken here."),
        503 => StoreUnavailable,
        504 => new((RefusalKind)504, "TIMEOUT", "Nút không trả lời kịp thời hạn; hãy thử lại.", "The node did not answer in time; try again."),
        _ when status >= 500 => Internal with { Kind = (RefusalKind)status },
        _ => new((RefusalKind)status, "HTTP_" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "Yêu cầu bị từ chối.", "The request was refused."),
    };

    public static Refusal Recalled { get; } = new(
        RefusalKind.Gone,
        "RCL-04",
        "Văn bản đã được nơi gửi thu hồi nên nội dung không còn đọc được ở đây; dòng trong hộp đến, số đến và quá trình thu hồi vẫn được giữ.",
        "The document was recalled by its sender; its content is no longer readable here.");

    public static Refusal NoPaperOwed { get; } = new(
        RefusalKind.Conflict,
        "RCL-08",
        "Văn bản này không có bản giấy nào đang phải gửi trả.",
        "No paper copy of this document has to be sent back.");
}
