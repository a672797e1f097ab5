using System.Collections.Frozen;
using Axis.Core.Tracking;

namespace Axis.Core.Rules.Changes;

/// <summary>What an answer to a change says beside its code: <c>[CODE] text</c> in the status's description, so that a person and a program read the same (STA-04).</summary>
public static class ChangeReasons
{
    /// <summary>15: the document was cancelled before anybody read it (RCL-06).</summary>
    public const string Unread = "CHUA_DOC";

    /// <summary>16: the receiver has no such document (RCL-05).</summary>
    public const string NotFound = "KHONG_TIM_THAY";

    /// <summary>16: the work was finished before the request came.</summary>
    public const string Finished = "DA_HOAN_THANH";

    /// <summary>16: anything else; needs a text.</summary>
    public const string Other = "KHAC";

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Unread] = "Đã thu hồi, chưa ai đọc",
        [NotFound] = "Không tìm thấy văn bản",
        [Finished] = "Đã giải quyết xong",
        [Other] = "Lý do khác",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes with which a clerk declines.</summary>
    public static IReadOnlyList<string> Declining { get; } = [NotFound, Finished, Other];

    /// <summary>The text on the wire.</summary>
    public static string Describe(string code, string? text)
    {
        var name = Names.GetValueOrDefault(code, code);
        return string.IsNullOrWhiteSpace(text) ? $"[{code}] {name}" : $"[{code}] {name}: {text.Trim()}";
    }

    /// <summary>The code in front of a description; <c>null</c> when there is none that is known.</summary>
    public static string? CodeOf(string? description)
    {
        var end = description?.IndexOf(']', StringComparison.Ordinal) ?? -1;
        return end >= 2 && description![0] == '[' && description[1..end] is var code && Names.ContainsKey(code) ? code : null;
    }

    /// <summary>What an answer means.</summary>
    /// <param name="agreed">15, otherwise 16.</param>
    /// <param name="description">The status's description.</param>
    public static ChangeEnd EndOf(bool agreed, string? description) => (agreed, CodeOf(description)) switch
    {
        (true, Unread) => ChangeEnd.Unread,
        (true, _) => ChangeEnd.Agreed,
        (false, Finished) => ChangeEnd.TooLate,
        (false, NotFound) => ChangeEnd.NotFound,
        _ => ChangeEnd.Refused,
    };

    /// <summary>Whether a clerk may answer so.</summary>
    /// <param name="agree">15, otherwise 16.</param>
    /// <param name="code">Reason code; needed for 16.</param>
    /// <param name="text">The clerk's words.</param>
    /// <param name="finished">Whether the work on the document is finished (06).</param>
    /// <param name="found">Whether the document is here.</param>
    public static Answer Check(bool agree, string? code, string? text, bool finished, bool found)
    {
        if (text is { Length: > AnswerRule.MaxReason })
        {
            return Answer.No("STATUS_REASON_LONG", $"Lý do dài quá {AnswerRule.MaxReason} ký tự: hãy viết ngắn lại.", $"The reason is longer than {AnswerRule.MaxReason} characters.");
        }

        if (agree)
        {
            return found ? Answer.Yes : Answer.No("RCL-13", "Văn bản gốc chưa đến đây nên chưa đồng ý được; nếu chắc chắn không có thì từ chối với lý do KHONG_TIM_THAY.", "The document is not here; decline with KHONG_TIM_THAY if it never will be.");
        }

        if (code is null || !Declining.Contains(code))
        {
            return Answer.No("STA-04", $"Từ chối thu hồi, lấy lại hoặc cập nhật phải nêu mã lý do, một trong: {string.Join(", ", Declining)}.", "Declining needs one of the reason codes.");
        }

        return code switch
        {
            Other when string.IsNullOrWhiteSpace(text) => Answer.No("STA-04", "Lý do “khác” phải viết rõ nội dung.", "The reason KHAC needs a text."),
            Finished when !finished => Answer.No("RCL-05", "Văn bản chưa được báo hoàn thành (06) nên không dùng lý do DA_HOAN_THANH.", "The document is not finished, so DA_HOAN_THANH does not hold."),
            NotFound when found => Answer.No("RCL-05", "Văn bản có ở đây nên không dùng lý do KHONG_TIM_THAY.", "The document is here, so KHONG_TIM_THAY does not hold."),
            _ => Answer.Yes,
        };
    }
}
