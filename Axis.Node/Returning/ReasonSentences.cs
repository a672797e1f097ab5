using System.Collections.Frozen;
using Axis.Core.Tracking;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Returning;

/// <summary>
/// What the sender's clerk reads of the code that a receipt bears (promise 9). The receipt itself carries codes only, so that what it says does not depend on
/// anybody's wording.
/// </summary>
public static class ReasonSentences
{
    /// <summary>The recipient's software fetched the packet and cannot use it.</summary>
    public const string SystemFailureCode = "RECEIVER_SOFTWARE_FAILED";

    private const string Unsound = "Gói tin không đúng như khi được ký nên bị giữ lại làm chứng cứ; gửi lại văn bản, nếu lặp lại thì báo quản trị nút.";

    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Verdicts.Name(SubIndication.FormatFailure)] = "Gói tin không ở dạng gốc nên bị giữ lại làm chứng cứ; gửi lại văn bản, nếu lặp lại thì báo quản trị nút.",
        [Verdicts.Name(SubIndication.HashFailure)] = Unsound,
        [Verdicts.Name(SubIndication.SigCryptoFailure)] = Unsound,
        [Verdicts.Name(SubIndication.SigConstraintsFailure)] = "Thời điểm ký hoặc thuộc tính chữ ký không hợp lệ; kiểm tra đồng hồ của nơi ký rồi gửi lại.",
        [Verdicts.Name(SubIndication.NoCertificateChainFound)] = "Chứng thư ký của cơ quan không do tổ chức nào mà danh bạ tin cậy cấp; báo quản trị nút đổi chứng thư rồi gửi lại.",
        [Verdicts.Name(SubIndication.CertificateChainGeneralFailure)] = "Đường tin cậy của chứng thư ký không hợp lệ; báo quản trị nút hỏi nơi cấp chứng thư rồi gửi lại.",
        [Verdicts.Name(SubIndication.ChainConstraintsFailure)] = "Chứng thư ký không thuộc loại được dùng cho việc này; báo quản trị nút đổi sang chứng thư công vụ cấp cho việc ký rồi gửi lại.",
        [Verdicts.Name(SubIndication.CryptoConstraintsFailure)] = "Chứng thư ký dùng khóa hoặc thuật toán không còn được chấp nhận; báo quản trị nút đổi chứng thư rồi gửi lại.",
        [Verdicts.Name(SubIndication.BindingBroken)] = "Danh bạ không gắn chứng thư đã ký với cơ quan gửi; ký bằng khóa của chính cơ quan rồi gửi lại.",
        [Verdicts.Name(SubIndication.BindingUnknown)] = "Danh bạ chưa biết chứng thư ký của cơ quan; báo quản trị danh bạ công bố chứng thư rồi gửi lại.",
        ["RECIPIENT_UNKNOWN"] = "Nút trên đường đi không có đơn vị nhận này trong danh bạ; kiểm tra mã định danh.",
        ["RECIPIENT_CLOSED"] = "Đơn vị nhận đã khóa; chọn đơn vị kế thừa rồi gửi lại.",
        [FileInInbox.AwaitsSystemCode] = "Văn bản đã ở nút của nơi nhận, chờ phần mềm của nơi nhận lấy về.",
        [SystemFailureCode] = "Phần mềm của nơi nhận báo không dùng được gói tin; liên hệ nơi nhận để biết lý do rồi gửi lại.",
        [VxpItem.Recalled] = "Văn bản đã được thu hồi trước khi phần mềm của nơi nhận lấy về; bản gửi lại không được giao. Cần gửi thì lập văn bản mới.",
        [VxpItem.Isolated] = "Văn bản đã bị cách ly vì phát hiện nội dung bí mật nhà nước (SEC-03); không gửi lại, báo cán bộ bảo mật của cơ quan.",
        [VxpItem.Refused] = "Văn thư nơi nhận đã từ chối văn bản này trước khi phần mềm lấy về; sửa theo lý do từ chối rồi gửi văn bản mới.",
        ["NO_ROUTE"] = "Danh bạ không chỉ ra đường tới nút của đơn vị nhận; báo quản trị nút.",
        [StatusEvent.TimeoutCode] = "Quá thời hạn mà chưa tới được nơi nhận; nút vẫn tiếp tục chuyển, hãy theo dõi hoặc liên hệ nơi nhận.",
        ["VXP_10"] = "Máy chủ VXP phía trên báo tệp không hợp lệ; gửi lại văn bản, nếu lặp lại thì báo quản trị nút.",
        ["VXP_18"] = "Máy chủ VXP phía trên không có đơn vị nhận này; kiểm tra mã định danh rồi gửi lại.",
        ["VXP_19"] = "Cơ quan gửi chưa được đăng ký ở máy chủ VXP phía trên; báo quản trị nút đăng ký rồi gửi lại.",
        ["VXP_22"] = "Máy chủ VXP phía trên không nhận định dạng gói tin; báo quản trị nút.",
        ["VXP_23"] = "Đơn vị nhận đã khóa ở máy chủ VXP phía trên; chọn đơn vị kế thừa rồi gửi lại.",
        ["VXP_HEADER_NOT_ASCII"] = "Mã định danh có ký tự không gửi qua kết nối VXP được; báo quản trị danh bạ.",
        [Vxp.Link.SendEdoc.TooLarge] = "Gói tin vượt giới hạn dung lượng của kết nối VXP; gửi lại với tệp nhỏ hơn.",
        [Vxp.Link.SendEdoc.HeadersTooLarge] = "Máy chủ VXP phía trên không nhận danh sách nơi nhận dài như vậy; chia thành nhiều lần gửi, hoặc báo quản trị nút đặt Vxp:SendTo thành false.",
        [Vxp.Link.VxpAnswer.HttpRefused] = "Máy chủ VXP phía trên, hoặc tường lửa trước nó, không nhận yêu cầu chuyển gói tin; báo quản trị nút.",
        [LinkErrors.OfferWiderThanPacket.Code] = LinkErrors.OfferWiderThanPacket.SentenceVi,
        [LinkErrors.TooLarge.Code] = LinkErrors.TooLarge.SentenceVi,
        [LinkErrors.HopLimit.Code] = LinkErrors.HopLimit.SentenceVi,
        [LinkErrors.NotNeighboursSender.Code] = LinkErrors.NotNeighboursSender.SentenceVi,
        [LinkErrors.OfferConflict.Code] = LinkErrors.OfferConflict.SentenceVi,
        [LinkErrors.PayloadMissing.Code] = LinkErrors.PayloadMissing.SentenceVi,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentence; <c>null</c> when the code is not one of this product's.</summary>
    public static string? Find(string? code) => code is null ? null : Sentences.GetValueOrDefault(code);
}
