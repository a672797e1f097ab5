using System.Text;
using System.Text.RegularExpressions;
using Axis.Core.Packets;

namespace Axis.Core.Rules;

/// <summary>
/// Keeps state secrets off the axis as far as metadata show them (SEC-01, SEC-02). Only whole words in capitals, and groups of a notation, count as
/// a grade: "bảo mật", "bí mật kinh doanh" and "Bảo Mật" pass. Circulation limits (SEC-04) are no grades.
/// </summary>
public static partial class SecrecyGuard
{
    /// <summary>The grade that a declaration names when there is none.</summary>
    public const string Ordinary = "thường";

    /// <summary>Checks the sender's declaration and the document's metadata.</summary>
    /// <param name="document">The document.</param>
    /// <param name="declaredGrade">What the sender declared; anything but blank or "thường" is a grade.</param>
    public static IReadOnlyList<Violation> Check(DocumentMessage document, string? declaredGrade) => [.. Declared(declaredGrade), .. Suspicions(document)];

    /// <summary>What a declaration says: any grade is refused, whoever asks (SEC-01).</summary>
    public static IReadOnlyList<Violation> Declared(string? declaredGrade)
    {
        var violations = new List<Violation>();
        if (!string.IsNullOrWhiteSpace(declaredGrade) && !declaredGrade.Trim().Normalize(NormalizationForm.FormC).Equals(Ordinary, StringComparison.OrdinalIgnoreCase))
        {
            violations.Add(new Violation(
                "SEC-01",
                ValidationLevel.L5,
                "SecrecyGrade",
                "Văn bản được khai báo có độ mật; trục liên thông không được chuyển văn bản bí mật nhà nước. Văn bản mật có chế độ và hệ thống riêng (Luật Bảo vệ bí mật nhà nước 117/2025/QH15, Nghị định 63/2026/NĐ-CP): hãy gửi theo chế độ đó.",
                "The document is declared secret; the axis must not carry state secrets, which have a regime and systems of their own (SEC-05)."));
        }

        return violations;
    }

    /// <summary>Signs of a grade in the metadata (SEC-02); a named role may find that they are none.</summary>
    public static IReadOnlyList<Violation> Suspicions(DocumentMessage document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var violations = new List<Violation>();
        Text(document.Subject, "Subject", violations);
        Text(document.Content, "Content", violations);
        foreach (var appendix in document.Appendixes)
        {
            Text(appendix, "OtherInfo/Appendixes/Appendix", violations);
        }

        foreach (var place in document.ToPlaces)
        {
            Text(place, "ToPlaces/Place", violations);
        }

        Text(document.Business.Reason, "Bussiness/BussinessDocReason", violations);
        foreach (var attachment in document.Attachments)
        {
            Text(attachment.Name, "Attachment/AttachmentName", violations);
            Text(attachment.Description, "Attachment/Description", violations);
        }

        Notation(document.CodeNotation, violations);
        Notation(document.CodeNumber, violations);
        return violations;
    }

    /// <summary>Signs of a grade in what a status says (SEC-02). A refusal (02) may have to name the grade that it found, so its text is left alone.</summary>
    public static IReadOnlyList<Violation> Suspicions(StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var violations = new List<Violation>();
        if (status.StatusCode != "02")
        {
            Text(status.Description, "Description", violations);
        }

        return violations;
    }

    /// <summary>Whether a text bears a grade as a word of its own.</summary>
    public static bool BearsGrade(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Stamp().IsMatch(Composed(text));
    }

    /// <summary>Whether the text of a page bears a grade: as a word, or set in spaced letters as stamps are.</summary>
    public static bool PageBearsGrade(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BearsGrade(text) || BearsGrade(SpacedLetters().Replace(text, ""));
    }

    /// <summary>A sign of a grade on a page of a file (SEC-02).</summary>
    public static Violation OnPage(string file) => new(
        "SEC-02",
        ValidationLevel.L5,
        "Attachment: " + file,
        $"Trang đầu của tệp “{file}” có dấu hiệu mang độ mật (MẬT, TỐI MẬT, TUYỆT MẬT); văn bản bí mật nhà nước không được gửi qua trục liên thông.",
        "The first page of a file bears a grade of secrecy.");

    /// <summary>Whether a number or notation is one of a register of secret documents.</summary>
    public static bool IsSecretNotation(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return SecretGroup().IsMatch(Composed(notation));
    }

    // Normalize throws on lone surrogates, which hostile input may hold; they become U+FFFD first.
    private static string Composed(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune);
        }

        return valid.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void Text(string? text, string field, List<Violation> violations)
    {
        if (text is not null && BearsGrade(text))
        {
            violations.Add(Suspicion(field));
        }
    }

    private static void Notation(string notation, List<Violation> violations)
    {
        if (IsSecretNotation(notation))
        {
            violations.Add(Suspicion("Code/CodeNotation"));
        }
    }

    private static Violation Suspicion(string field) => new(
        "SEC-02",
        ValidationLevel.L5,
        field,
        "Có dấu hiệu văn bản mang độ mật (MẬT, TỐI MẬT, TUYỆT MẬT); hãy kiểm tra lại, văn bản bí mật nhà nước không được gửi qua trục liên thông.",
        "The metadata bear a grade of secrecy; the axis must not carry state secrets.");

    // "BẢO MẬT" in a heading set in capitals is about confidentiality of information, not a grade; so is "BÍ MẬT", unless a grade stands by itself.
    [GeneratedRegex(@"(?<![\p{L}\p{M}0-9])(TUYỆT\s*MẬT|TỐI\s*MẬT|(?<!(BẢO|BÍ|CƠ|KHÔNG|ĐỘ)\s+)MẬT)(?![\p{L}\p{M}0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    // The blank between two letters that each stand alone.
    [GeneratedRegex(@"(?<=(?<![\p{L}\p{M}])\p{L}\p{M}*)[ ](?=\p{L}\p{M}*(?![\p{L}\p{M}]))", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedLetters();

    [GeneratedRegex(@"(^|[-/.\s])(TUYỆT\s?MẬT|TỐI\s?MẬT|MẬT|TUYETMAT|TOIMAT|MAT)($|[-/.\s])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretGroup();
}
