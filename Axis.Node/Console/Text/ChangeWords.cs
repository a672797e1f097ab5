namespace Axis.Node.Console.Text;

/// <summary>Recalls, take-backs, updates and replacements in words, on both sides.</summary>
public static class ChangeWords
{
    /// <summary>What is asked.</summary>
    public static string Kind(Tongue tongue, string kind)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return kind switch
        {
            "recall" => tongue.Say("thu hồi", "recall"),
            "take-back" => tongue.Say("lấy lại", "take-back"),
            "update" => tongue.Say("cập nhật", "update"),
            "replacement" => tongue.Say("thay thế", "replacement"),
            _ => kind,
        };
    }

    /// <summary>How a request stands, for the recipient who was asked.</summary>
    public static string State(Tongue tongue, string kind, string state)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        var what = Kind(tongue, kind);
        return state switch
        {
            "parked" => tongue.Say($"Yêu cầu {what} được áp dụng khi văn bản mà nó nói tới đến nơi hoặc được tiếp nhận.", $"The {what} takes effect when the document it speaks of has come or is accepted."),
            "pending" => tongue.Say($"Nơi gửi yêu cầu {what}, chờ cơ quan bạn trả lời.", $"The sender asks for the {what}; your agency has not answered yet."),
            "unread" => tongue.Say("Đã thu hồi khi chưa ai đọc.", "Recalled before anybody read it."),
            "agreed" => tongue.Say($"Cơ quan bạn đã đồng ý {what}.", $"Your agency agreed to the {what}."),
            "declined" => tongue.Say($"Cơ quan bạn đã từ chối {what}.", $"Your agency declined the {what}."),
            "no-effect" => tongue.Say($"Yêu cầu {what} không còn hiệu lực.", $"The {what} has no effect any more."),
            "replaced" => tongue.Say("Đã được thay thế bằng văn bản khác.", "Replaced by another document."),
            _ => state,
        };
    }

    /// <summary>How a request ended with one recipient, for the sender who asked (RCL-06).</summary>
    /// <param name="tongue">The language.</param>
    /// <param name="kind">What was asked.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="nonCompliance">Whether the recipient was obliged (RCL-05).</param>
    /// <param name="vietnamese">The sentence in Vietnamese, as the rules have it.</param>
    public static string End(Tongue tongue, string? kind, string? end, bool nonCompliance, string vietnamese)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        var what = Kind(tongue, kind ?? "");
        return tongue.English
            ? end switch
            {
                "pending" => $"Asked for the {what}, no answer yet",
                "unread" => "Recalled before the recipient read it",
                "agreed" => $"The recipient agreed to the {what}",
                "refused" => nonCompliance ? "The recipient did not obey the recall: report it to your head" : $"The recipient declined the {what}",
                "too-late" => nonCompliance ? "Too late: the recipient had finished, so it was not recalled; report it to your head" : $"Too late for the {what}: the recipient had finished",
                "not-found" => "The recipient does not find the document",
                "replaced" => "Replaced by another document",
                _ => $"{what}: {end}",
            }
            : vietnamese;
    }
}
