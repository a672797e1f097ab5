namespace Axis.Node.Console.Text;

/// <summary>What a page says at its top after something was done; named by key in its address, so that nothing but these sentences can be shown there.</summary>
public static class Sayings
{
    /// <summary>The sentence of a key; <c>null</c> for anything else.</summary>
    public static string? Of(Tongue tongue, string? key)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return key switch
        {
            "answered-02" => tongue.Say("Đã từ chối văn bản; nơi gửi sẽ nhận được lý do.", "The document was refused; its sender will be told why."),
            "answered-03" => tongue.Say("Đã tiếp nhận và vào sổ văn bản đến.", "The document was accepted and entered in the register."),
            "answered-04" => tongue.Say("Đã phân công xử lý.", "The document was assigned."),
            "answered-05" => tongue.Say("Đã báo đang xử lý.", "The sender was told that work is in progress."),
            "answered-06" => tongue.Say("Đã báo hoàn thành.", "The sender was told that the work is finished."),
            "change-agreed" => tongue.Say("Đã đồng ý yêu cầu của nơi gửi.", "You agreed to the sender's request."),
            "change-declined" => tongue.Say("Đã trả lời không đồng ý kèm lý do.", "You declined, with your reason."),
            "refusal-undone" => tongue.Say("Đã hoàn tác; chưa có gì được gửi đi.", "Undone; nothing was sent."),
            "password-changed" => tongue.Say("Đã đổi mật khẩu; các phiên khác đã kết thúc.", "Your password was changed; your other sessions are over."),
            "second-factor-on" => tongue.Say("Đã bật mã xác thực.", "One-time codes are on."),
            "second-factor-off" => tongue.Say("Đã tắt mã xác thực.", "One-time codes are off."),
            "sent" => tongue.Say("Đã ký và gửi. Hành trình bên dưới tự cập nhật.", "Signed and sent. What follows keeps itself up to date."),
            "sent-before" => tongue.Say("Lần bấm trước đã gửi văn bản này; đây là bản đã gửi. Cần sửa thì cập nhật, thay thế hoặc thu hồi.", "An earlier press sent this document; this is what was sent. To change it, update, replace or recall it."),
            "prepared" => tongue.Say("Đã chuẩn bị và giữ số; chưa gửi. Làm ba bước bên dưới, lúc nào cũng được trước giờ hết hạn.", "Prepared, and its number is kept; nothing is sent yet. Take the three steps below before the time is over."),
            "abandoned" => tongue.Say("Đã bỏ văn bản chờ ký; số đã lấy bị hủy và ghi trong sổ.", "The draft was given up; its number is void and stands so in the register."),
            "entered" => tongue.Say("Đã vào sổ.", "Entered in the register."),
            "entered-again" => tongue.Say("Đã vào sổ. Lưu ý: sổ đã có văn bản cùng cơ quan ban hành, cùng số, ký hiệu.", "Entered. Note that the register has a document of the same agency and code."),
            "entered-connected" => tongue.Say("Đã vào sổ. Lưu ý: có nơi nhận đã kết nối trục nên phải gửi điện tử, không chỉ gửi giấy (QĐ 28/2018 Điều 5.2, 7.1); việc này được đưa vào báo cáo.", "Entered. Note that a recipient is connected and must be sent to electronically, too; this goes into the report."),
            "corrected" => tongue.Say("Đã ghi đính chính; nội dung trước đó vẫn còn trong các lần ghi.", "The correction is kept beside what stood there."),
            "recalled" => tongue.Say("Đã gửi yêu cầu thu hồi; theo dõi trả lời của từng nơi bên dưới.", "The recall is on its way; see each answer below."),
            "taken-back" => tongue.Say("Đã đề nghị lấy lại; theo dõi trả lời của từng nơi bên dưới.", "The request is on its way; see each answer below."),
            "resent" => tongue.Say("Đã yêu cầu chuyển lại ngay; nút đang thử. Tải lại trang sau ít giây để xem kết quả.", "It is tried again at once; reload the page in a few seconds to see what came of it."),
            "session-ended" => tongue.Say("Đã kết thúc phiên.", "The session was ended."),
            "replayed" => tongue.Say("Đã đưa các lượt bị dừng trở lại hàng đợi; nút chuyển lại ngay.", "The dead letters are back in the queue and are sent at once."),
            "retried" => tongue.Say("Đã yêu cầu chuyển ngay lượt này.", "This delivery is tried at once."),
            "user-disabled" => tongue.Say("Đã khoá người dùng; mọi phiên của người đó đã kết thúc.", "The account was disabled and its sessions are over."),
            "user-enabled" => tongue.Say("Đã mở lại; người dùng đăng nhập được ngay.", "The account is open again."),
            "system-disabled" => tongue.Say("Đã ngắt hệ thống; mọi lời gọi của hệ thống bị từ chối từ bây giờ.", "The system was cut off; its calls are refused from now on."),
            "system-enabled" => tongue.Say("Đã cho hệ thống kết nối lại.", "The system may connect again."),
            "signed-out" => tongue.Say("Bạn đã đăng xuất.", "You are signed out."),
            "stand-in-made" => tongue.Say("Đã uỷ quyền.", "Your colleague stands in for you."),
            "stand-in-ended" => tongue.Say("Đã kết thúc uỷ quyền.", "The stand-in was ended."),
            _ => null,
        };
    }
}
