namespace Axis.Core.Tracking;

/// <summary>
/// RCV-10: a suspected error or abnormal sign is told to the sender at once. Before acceptance that is a refusal (02); afterwards the receiver repeats the status it is in with
/// this notice as its description, which any axis carries and shows, and which moves no state.
/// </summary>
public static class AnomalyNotice
{
    private const string Opening = "CẢNH BÁO NGHI SAI SÓT, BẤT THƯỜNG";

    /// <summary>The description that tells it.</summary>
    /// <param name="reasonCode">One of <see cref="AnswerRule.RefusalReasons"/>.</param>
    /// <param name="text">What was noticed.</param>
    public static string Describe(string reasonCode, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var whole = $"{Opening} – {AnswerRule.RefusalReasons[reasonCode]}: {text.Trim()}";
        return whole.Length <= AnswerRule.MaxReason ? whole : whole[..AnswerRule.MaxReason];
    }

    /// <summary>Whether a status tells of it.</summary>
    public static bool IsIn(string? description) => description?.StartsWith(Opening, StringComparison.Ordinal) ?? false;

    /// <summary>Whether it may be told: of a document that is here, with a reason and a text.</summary>
    /// <param name="state">Where the document stands here.</param>
    /// <param name="reasonCode">The reason.</param>
    /// <param name="text">What was noticed.</param>
    public static Answer Check(DocumentState state, string? reasonCode, string? text)
    {
        if (state is not (DocumentState.Arrived or DocumentState.Accepted or DocumentState.Assigned or DocumentState.Processing or DocumentState.Finished))
        {
            return Answer.No("RCV-10", "Văn bản đã trả lại hoặc đã thu hồi, không còn gì để cảnh báo.", "The document was returned or recalled already.");
        }

        if (reasonCode is null || !AnswerRule.RefusalReasons.ContainsKey(reasonCode))
        {
            return Answer.No("RCV-02", $"Cảnh báo phải nêu mã lý do, một trong: {string.Join(", ", AnswerRule.RefusalReasons.Keys.Order(StringComparer.Ordinal))}.", "Name one of the reason codes.");
        }

        return string.IsNullOrWhiteSpace(text) || text.Length > AnswerRule.MaxReason
            ? Answer.No("RCV-10", $"Cảnh báo phải viết rõ điều phát hiện, không quá {AnswerRule.MaxReason} ký tự.", "Say what was noticed.")
            : Answer.Yes;
    }
}
