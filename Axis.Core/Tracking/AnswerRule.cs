using System.Collections.Frozen;

namespace Axis.Core.Tracking;

/// <summary>What a clerk may answer in our own interface; stricter than what peers may send (STA-02…STA-04, RCV-02, RCV-07).</summary>
public static class AnswerRule
{
    /// <summary>Longest reason text, in characters (RCV-02).</summary>
    public const int MaxReason = 1000;

    /// <summary>The reason code that needs a text.</summary>
    public const string OtherReason = "KHAC";

    /// <summary>Reasons for refusing a document, code → Vietnamese name (RCV-02).</summary>
    public static FrozenDictionary<string, string> RefusalReasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SAI_NOI_NHAN"] = "Sai nơi nhận",
        ["SAI_THAM_QUYEN"] = "Không thuộc thẩm quyền",
        ["THIEU_TEP"] = "Thiếu tệp",
        ["TEP_HONG"] = "Tệp hỏng",
        ["KY_SO_KHONG_HOP_LE"] = "Chữ ký số không hợp lệ",
        ["SAI_THE_THUC"] = "Sai thể thức",
        ["TRUNG"] = "Trùng văn bản đã nhận",
        ["CO_DAU_HIEU_MAT"] = "Có dấu hiệu bí mật nhà nước",
        [OtherReason] = "Lý do khác",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the clerk may send the status in the state.</summary>
    /// <param name="state">The document's state with this recipient.</param>
    /// <param name="code">02…06; 01 is sent by the node alone.</param>
    public static Answer MayAnswer(DocumentState state, string code)
    {
        if (code is not ("02" or "03" or "04" or "05" or "06"))
        {
            return Answer.No("STATUS_CODE", $"“{code}” không phải là trạng thái mà văn thư gửi được: hãy chọn 02, 03, 04, 05 hoặc 06.", $"'{code}' is no status that a clerk sends: choose 02, 03, 04, 05 or 06.");
        }

        if (state is DocumentState.Failed or DocumentState.Withdrawn)
        {
            return Answer.No("STATUS_NOT_HERE", "Văn bản không có ở nơi nhận nên không trả lời được.", "The document is not with the recipient, so nothing can be answered.");
        }

        var to = StateText.Parse(code);
        var cell = StatusTable.Cell(state, to);
        return cell switch
        {
            StatusCell.Allowed => Answer.Yes,
            StatusCell.Repeat => Answer.No("STATUS_REPEATED", $"Trạng thái “{StateText.Name(to)}” đã được gửi.", $"Status {code} was sent already."),
            StatusCell.Skip when to == DocumentState.Finished => Answer.No("STA-03", "Chưa thể báo hoàn thành: hãy tiếp nhận (03) rồi phân công hoặc xử lý trước.", "Not to be finished yet: accept (03) it first."),
            StatusCell.Skip => Answer.No("RCV-07", "Văn bản chưa được vào sổ: hãy tiếp nhận (03) trước.", "The document is not registered: accept (03) it first."),
            _ when to == DocumentState.Refused => Answer.No("STA-02", "Chỉ được từ chối khi chưa tiếp nhận; nay hãy trao đổi với nơi gửi để thu hồi hoặc thay thế.", "A document is refused before it is accepted; now ask the sender to recall or replace it."),
            _ when state == DocumentState.Refused => Answer.No("STA-10", "Văn bản đã bị từ chối: nơi gửi phải gửi lại thì mới xử lý được.", "The document was refused: the sender must send it again."),
            _ => Answer.No("STATUS_BACK", $"Văn bản đã “{StateText.Name(state)}”, không quay lại “{StateText.Name(to)}” được.", $"The document is already {StateText.Code(state)} and does not go back to {code}."),
        };
    }

    /// <summary>Whether the reason given suffices: 02, 13 and 16 need one (STA-04); 02 names its code, and <c>KHAC</c> a text (RCV-02).</summary>
    public static Answer CheckReason(string code, string? reasonCode, string? text)
    {
        if (text is { Length: > MaxReason })
        {
            return Answer.No("STATUS_REASON_LONG", $"Lý do dài quá {MaxReason} ký tự: hãy viết ngắn lại.", $"The reason is longer than {MaxReason} characters.");
        }

        if (code == "02")
        {
            if (reasonCode is null || !RefusalReasons.ContainsKey(reasonCode))
            {
                return Answer.No("RCV-02", $"Từ chối phải nêu mã lý do, một trong: {string.Join(", ", RefusalReasons.Keys.Order(StringComparer.Ordinal))}.", "A refusal needs one of the reason codes.");
            }

            return reasonCode == OtherReason && string.IsNullOrWhiteSpace(text)
                ? Answer.No("RCV-02", "Lý do “khác” phải viết rõ nội dung.", "The reason KHAC needs a text.")
                : Answer.Yes;
        }

        return code is "13" or "16" && string.IsNullOrWhiteSpace(text)
            ? Answer.No("STA-04", $"Trạng thái {code} phải nêu lý do.", $"Status {code} needs a reason.")
            : Answer.Yes;
    }

    /// <summary>The text that goes on the wire: the reason's name, its code and the clerk's words.</summary>
    public static string Describe(string reasonCode, string? text)
    {
        var name = RefusalReasons.GetValueOrDefault(reasonCode, reasonCode);
        return string.IsNullOrWhiteSpace(text) ? $"[{reasonCode}] {name}" : $"[{reasonCode}] {name}: {text.Trim()}";
    }

    /// <summary>The reason code that <see cref="Describe"/> put in front of a text; <c>null</c> when there is none.</summary>
    public static string? ReasonCodeOf(string? description)
    {
        var end = description?.IndexOf(']', StringComparison.Ordinal) ?? -1;
        if (end < 2 || description![0] != '[')
        {
            return null;
        }

        var code = description[1..end];
        return RefusalReasons.ContainsKey(code) ? code : null;
    }
}

/// <summary>Whether something may be done; when not, why, in both languages.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Code">Stable code of the refusal.</param>
/// <param name="Sentence">Vietnamese: what is wrong and what to do.</param>
/// <param name="SentenceEn">The same in English.</param>
public sealed record Answer(bool Allowed, string? Code, string? Sentence, string? SentenceEn)
{
    /// <summary>It may.</summary>
    public static Answer Yes { get; } = new(true, null, null, null);

    /// <summary>It may not.</summary>
    public static Answer No(string code, string sentence, string sentenceEn) => new(false, code, sentence, sentenceEn);
}
