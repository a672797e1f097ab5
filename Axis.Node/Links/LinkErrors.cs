namespace Axis.Node.Links;

/// <summary>The closed list of refusals of the native link (docs/protocol.md).</summary>
public static class LinkErrors
{
    public static readonly LinkError OfferMalformed = new("OFFER_MALFORMED", 400, false, "Lời chào gửi không đúng khuôn dạng; nút gửi cần được nâng cấp hoặc sửa lỗi.", "The offer is not in its canonical form.");

    public static readonly LinkError FrameMalformed = new("FRAME_MALFORMED", 400, false, "Khung dữ liệu trên kết nối không đọc được; nút gửi cần được sửa lỗi.", "The frame cannot be read.");

    public static readonly LinkError NeighbourUnknown = new("NEIGHBOUR_UNKNOWN", 403, true, "Chứng thư TLS không thuộc nút láng giềng nào trong danh bạ hiện hành; kiểm tra danh bạ hoặc ghim khóa mới.", "The TLS certificate belongs to no neighbour of the directory in force.");

    public static readonly LinkError NotNeighboursSender = new("SENDER_NOT_BEHIND_LINK", 403, false, "Nút láng giềng không được chuyển văn bản nhân danh cơ quan này vì cơ quan không thuộc nhánh của nó.", "The sender does not lie behind this link.");

    public static readonly LinkError OfferConflict = new("DELIVERY_ID_REUSED", 409, false, "Mã lượt chuyển đã được dùng cho một lời chào khác.", "The delivery id was used for another offer.");

    public static readonly LinkError DeliveryUnderWay = new("DELIVERY_UNDER_WAY", 409, true, "Lượt chuyển này đang được nhận trên một kết nối khác; hãy chào lại.", "The same delivery is being received on another connection.");

    public static readonly LinkError WrongOffset = new("WRONG_OFFSET", 409, true, "Vị trí byte gửi tiếp không khớp phần đã lưu; gửi tiếp từ vị trí được trả lời.", "The bytes do not continue at the stored offset.");

    public static readonly LinkError UnknownDelivery = new("DELIVERY_UNKNOWN", 404, true, "Không có lời chào nào đang chờ nội dung dưới mã này; hãy chào lại.", "No offer waits for content under this id.");

    public static readonly LinkError WrongDigest = new("CONTENT_DIGEST_MISMATCH", 422, true, "Nội dung nhận được không khớp giá trị băm đã chào; phần đã nhận bị hủy, hãy gửi lại từ đầu.", "The bytes do not match the offered digest; the partial was deleted.");

    public static readonly LinkError TooLarge = new("PACKET_TOO_LARGE", 413, false, "Gói tin vượt kích thước tối đa của nút này.", "The packet exceeds this node's limit.");

    public static readonly LinkError QuotaExceeded = new("QUOTA_EXCEEDED", 429, true, "Hạn mức dữ liệu đang nhận dở của kết nối đã hết; thử lại sau.", "The neighbour's quota of partial uploads is used up.");

    public static readonly LinkError QuarantineFull = new("QUARANTINE_FULL", 429, true, "Gói tin không đạt kiểm tra, và hạn mức chứng cứ giữ cho nút gửi đã hết; nút gửi cần sửa lỗi, hoặc quản trị viên nút nhận xem lại khu cách ly.", "The packet failed its checks and the neighbour's quota of quarantined packets is used up.");

    public static readonly LinkError Busy = new("NODE_BUSY", 503, true, "Nút đang nhận nhiều nội dung cùng lúc và hết bộ nhớ dành cho việc này; thử lại sau ít giây.", "The node's memory for incoming bodies is used up for now.");

    public static readonly LinkError DiskReserve = new("DISK_RESERVE", 507, true, "Nút nhận sắp hết dung lượng đĩa; thử lại sau khi đã giải phóng.", "The free-space reserve of the node is reached.");

    public static readonly LinkError StoreUnavailable = new("STORE_UNAVAILABLE", 503, true, "Kho dữ liệu của nút nhận tạm thời không ghi được; thử lại sau.", "The node's store cannot write now.");

    public static readonly LinkError DirectoryNewer = new("DIRECTORY_REFRESH", 503, true, "Nút nhận đang cập nhật danh bạ mới hơn mà lời chào nêu; thử lại sau.", "The node is fetching the newer directory that the offer names.");

    public static readonly LinkError ContentIsolated = new("CONTENT_ISOLATED", 422, false, "Văn bản này đã bị cách ly ở đây vì phát hiện nội dung bí mật nhà nước; không gửi lại, báo cán bộ bảo mật.", "The document is isolated here: a state secret was found in it.");

    public static readonly LinkError HopLimit = new("HOP_LIMIT", 422, false, "Gói tin đã đi quá số chặng cho phép hoặc bị lặp vòng; kiểm tra cấu hình định tuyến.", "The packet went through too many nodes or in a loop.");

    public static readonly LinkError OfferWiderThanPacket = new("OFFER_NOT_IN_PACKET", 422, false, "Lời chào nêu nơi nhận, nơi gửi, loại hoặc độ khẩn không đúng với gói tin đã ký.", "The offer says more than the signed packet.");

    public static readonly LinkError ReceiptNotOwned = new("RECEIPT_NOT_OWNED", 403, false, "Biên nhận không thuộc lượt chuyển nào đã giao cho nút này.", "The receipt belongs to no delivery that was given to this neighbour.");

    public static readonly LinkError ReceiptInvalid = new("RECEIPT_INVALID", 422, false, "Biên nhận hoặc niêm ký không hợp lệ.", "The receipt or its seal is invalid.");

    public static readonly LinkError HeadInvalid = new("HEAD_INVALID", 422, false, "Đầu nhật ký đưa ra không phải của nút láng giềng này hoặc niêm ký không hợp lệ.", "The journal head is not the neighbour's, or its seal is invalid.");

    public static readonly LinkError HeadUnknown = new("HEAD_UNKNOWN", 404, true, "Nút này chưa có đầu nhật ký nào như được hỏi.", "There is no such journal head here.");

    public static readonly LinkError SectionUnknown = new("SECTION_UNKNOWN", 404, false, "Nút này không có phần danh bạ được hỏi.", "This node has no such directory section.");

    public static readonly LinkError PayloadMissing = new("PAYLOAD_MISSING", 500, false, "Nội dung gói tin không còn trên nút gửi.", "The packet's bytes are gone from the sending node.");
}
