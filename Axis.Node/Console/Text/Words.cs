using Axis.Core.Tracking;

namespace Axis.Node.Console.Text;

/// <summary>Words of the trade that come as codes.</summary>
public static class Words
{
    /// <summary>A role.</summary>
    public static string Role(Tongue tongue, string role)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return role switch
        {
            "clerk" => tongue.Say("Văn thư", "Clerk"),
            "leader" => tongue.Say("Lãnh đạo", "Leader"),
            "operator" => tongue.Say("Quản trị", "Operator"),
            "auditor" => tongue.Say("Kiểm tra", "Auditor"),
            "security" => tongue.Say("Phụ trách bảo mật", "Security officer"),
            _ => role,
        };
    }

    /// <summary>Trích yếu, or words that say that there is none.</summary>
    public static string Subject(Tongue tongue, string? subject)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return string.IsNullOrWhiteSpace(subject) ? tongue.Say("(không có trích yếu)", "(no subject)") : subject;
    }

    /// <summary>State of an inbox item or of a recipient, by its code.</summary>
    public static string State(Tongue tongue, string code)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return code switch
        {
            "SENT" => tongue.Say("Đã gửi, chưa đến", "Sent, not arrived"),
            "01" => tongue.Say("Đã đến", "Arrived"),
            "02" => tongue.Say("Từ chối", "Refused"),
            "03" => tongue.Say("Đã tiếp nhận", "Accepted"),
            "04" => tongue.Say("Đã phân công", "Assigned"),
            "05" => tongue.Say("Đang xử lý", "In progress"),
            "06" => tongue.Say("Hoàn thành", "Finished"),
            "HELD" => tongue.Say("Chờ xem xét", "Held for you"),
            "RECALLED" => tongue.Say("Đã thu hồi", "Recalled"),
            "FAILED" => tongue.Say("Không chuyển được", "Failed"),
            "WITHDRAWN" => tongue.Say("Đã rút lại", "Withdrawn"),
            _ => code,
        };
    }

    /// <summary>One line of a document's history, by its code: a state, or a change that was asked for and how it was answered.</summary>
    public static string Event(Tongue tongue, string code)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return code switch
        {
            StatusEvent.RecallCode => tongue.Say("Yêu cầu thu hồi", "Recall asked for"),
            StatusEvent.UpdateCode => tongue.Say("Yêu cầu cập nhật", "Update asked for"),
            StatusEvent.ReplacedCode => tongue.Say("Được thay thế", "Replaced"),
            StatusEvent.CorrectedCode => tongue.Say("Được đính chính", "Corrected"),
            "13" => tongue.Say("Yêu cầu lấy lại", "Take-back asked for"),
            "15" => tongue.Say("Đồng ý cập nhật, thu hồi hoặc lấy lại", "Update, recall or take-back agreed to"),
            "16" => tongue.Say("Từ chối cập nhật, thu hồi hoặc lấy lại", "Update, recall or take-back declined"),
            _ => State(tongue, code),
        };
    }

    /// <summary>A tier, by its code in any case.</summary>
    /// <param name="tongue">The language.</param>
    /// <param name="tier"><c>central</c>, <c>province</c>, <c>district</c>, <c>commune</c>.</param>
    /// <param name="vietnamese">Its name as the directory has it.</param>
    public static string Tier(Tongue tongue, string tier, string vietnamese)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        ArgumentNullException.ThrowIfNull(tier);
        return !tongue.English ? vietnamese : tier.ToUpperInvariant() switch
        {
            "CENTRAL" => "Central",
            "PROVINCE" => "Province",
            "DISTRICT" => "District",
            "COMMUNE" => "Commune",
            _ => "Outside the administration",
        };
    }

    /// <summary>Grade of urgency.</summary>
    public static string Urgency(Tongue tongue, int priority)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return tongue.English
            ? priority switch { 1 => "Urgent", 2 => "Very urgent", 3 => "Express", 4 => "Express, timed", _ => "Ordinary" }
            : Core.Rules.Urgency.NameOf(priority);
    }

    /// <summary>What the check of the packet's signature means for a reader.</summary>
    public static string Verdict(Tongue tongue, string verdict)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.StartsWith("TOTAL-PASSED", StringComparison.Ordinal) ? tongue.Say("Chữ ký của cơ quan gửi hợp lệ, nội dung nguyên vẹn.", "The sender's signature is valid and the content is unaltered.")
            : verdict.StartsWith("TOTAL-FAILED", StringComparison.Ordinal) ? tongue.Say("Chữ ký không hợp lệ hoặc nội dung đã bị thay đổi. Không tiếp nhận; hãy từ chối và báo nơi gửi.", "The signature is invalid or the content was altered. Do not accept it.")
            : tongue.Say("Chưa đủ căn cứ để kết luận về chữ ký. Xem “vì sao” bên dưới trước khi quyết định.", "There is not enough to decide about the signature. See why below before you decide.");
    }

    /// <summary>Reasons for refusing a document.</summary>
    public static string RefusalReason(Tongue tongue, string code)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return tongue.English
            ? code switch
            {
                "SAI_NOI_NHAN" => "Wrong addressee",
                "SAI_THAM_QUYEN" => "Not within our competence",
                "THIEU_TEP" => "A file is missing",
                "TEP_HONG" => "A file is damaged",
                "KY_SO_KHONG_HOP_LE" => "Invalid digital signature",
                "SAI_THE_THUC" => "Wrong form",
                "TRUNG" => "Received already",
                "CO_DAU_HIEU_MAT" => "Signs of a state secret",
                AnswerRule.OtherReason => "Another reason",
                _ => code,
            }
            : AnswerRule.RefusalReasons.GetValueOrDefault(code, code);
    }
}
