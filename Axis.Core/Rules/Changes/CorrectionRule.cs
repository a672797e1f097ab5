using Axis.Core.Packets;
using Axis.Core.Tracking;

namespace Axis.Core.Rules.Changes;

/// <summary>
/// DOC-11 (NĐ 30/2020 Điều 18.3): an error of content is mended by a document of equivalent form, which amends or replaces; an error of form, technique or procedure by a
/// correction (đính chính), a công văn that names the document it corrects. On the wire a correction is a new document that answers one of its own sender's, its reason opening with
/// <c>Đính chính</c>.
/// </summary>
public static class CorrectionRule
{
    /// <summary>An error of content.</summary>
    public const string Content = "content";

    /// <summary>An error of form, technique or procedure of issue.</summary>
    public const string Form = "form";

    /// <summary>The only type of document that corrects.</summary>
    public const string TypeName = "Công văn";

    private const string Opening = "Đính chính";

    /// <summary>Whether a document may be replaced, or its content updated, for the error.</summary>
    /// <param name="error"><see cref="Content"/> or <see cref="Form"/>; must be given for a replacement.</param>
    /// <param name="replaced">Type of the document that is replaced; <c>null</c> when it is not known here.</param>
    /// <param name="replacing">Type of the one that replaces it.</param>
    public static Answer MayReplace(string? error, string? replaced, string replacing) => error switch
    {
        Form => No(
            "Sai sót về thể thức, kỹ thuật trình bày hoặc thủ tục ban hành thì không thay thế mà đính chính bằng công văn (axis correct).",
            "An error of form is corrected by a công văn, not by replacing the document."),
        Content when replaced is not null && !string.Equals(replaced, replacing, StringComparison.OrdinalIgnoreCase) => No(
            $"Sai sót về nội dung phải sửa bằng văn bản có hình thức tương đương: văn bản bị thay thế là “{replaced}”, không phải “{replacing}”.",
            "An error of content is mended by a document of the same type."),
        Content => Answer.Yes,
        _ => No(
            "Phải nêu loại sai sót: nội dung (content) thì thay thế bằng văn bản có hình thức tương đương; thể thức, kỹ thuật, thủ tục (form) thì đính chính bằng công văn.",
            "Say whether the error is one of content or of form."),
    };

    /// <summary>Whether a document may correct another.</summary>
    /// <param name="typeName">Its type.</param>
    /// <param name="target">Identifier of what it corrects.</param>
    /// <param name="reason">What was wrong.</param>
    public static Answer MayCorrect(string typeName, string? target, string? reason) =>
        !string.Equals(typeName, TypeName, StringComparison.OrdinalIgnoreCase) ? No("Đính chính phải bằng công văn.", "A correction is a công văn.")
        : string.IsNullOrWhiteSpace(target) ? No("Đính chính phải nêu văn bản được đính chính.", "Name the document that is corrected.")
        : string.IsNullOrWhiteSpace(reason) ? No("Đính chính phải nêu sai sót được đính chính.", "Say what is corrected.")
        : Answer.Yes;

    /// <summary>The reason as the wire carries it.</summary>
    public static string Describe(string reason) => $"{Opening}: {reason}";

    /// <summary>What the document corrects; <c>null</c> when it is no correction.</summary>
    public static string? TargetOf(Message message) =>
        message is DocumentMessage { Business: NewDocument { Reason: { } reason } } document && reason.StartsWith(Opening, StringComparison.OrdinalIgnoreCase)
            ? document.ResponseFor.FirstOrDefault(r => r.OrganId == document.From.OrganId && r.DocumentId is { Length: > 0 })?.DocumentId
            : null;

    private static Answer No(string sentence, string english) => Answer.No("DOC-11", sentence, english);
}
