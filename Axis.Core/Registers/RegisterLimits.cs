using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>
/// Longest values of a line (NĐ 30/2020, Phụ lục VI Phần II; the agency's code is widened to QĐ 20/2020's 35 characters), and what may not stand in a
/// register at all: a grade of secrecy (REG-06).
/// </summary>
public static class RegisterLimits
{
    /// <summary>Largest of the three-digit amounts: pages, copies, ordinal.</summary>
    public const int MaxAmount = 999;

    private static readonly (string Name, string Vietnamese, int Most, Func<RegisterFields, string?> Value)[] Texts =
    [
        ("codeNumber", "Số", DocumentCode.MaxNumber, static f => f.CodeNumber),
        ("codeNotation", "Ký hiệu", DocumentCode.MaxNotation, static f => f.CodeNotation),
        ("typeName", "Tên loại", 100, static f => f.TypeName),
        ("organName", "Cơ quan ban hành", 200, static f => f.OrganName),
        ("subject", "Trích yếu", 500, static f => f.Subject),
        ("fullName", "Người ký", 50, static f => f.FullName),
        ("position", "Chức vụ", 100, static f => f.Position),
        ("recipients", "Nơi nhận", 1000, static f => f.Recipients),
        ("toPlaces", "Đơn vị, người nhận", 1000, static f => f.ToPlaces),
        ("language", "Ngôn ngữ", 30, static f => f.Language),
        ("receivedBy", "Ký nhận", 100, static f => f.ReceivedBy),
        ("answerCode", "Số, ký hiệu văn bản trả lời", 100, static f => f.AnswerCode),
        ("description", "Ghi chú", 500, static f => f.Description),
        ("fileOrganId", "Mã cơ quan của hồ sơ", 35, static f => f.FileOrganId),
        ("fileNotation", "Ký hiệu hồ sơ", 20, static f => f.FileNotation),
    ];

    private static readonly (string Name, string Vietnamese, int Least, int Most, Func<RegisterFields, int?> Value)[] Numbers =
    [
        ("priority", "Mức độ khẩn", 0, 4, static f => f.Priority),
        ("issuedAmount", "Số lượng bản", 0, MaxAmount, static f => f.IssuedAmount),
        ("pageAmount", "Số trang", 0, MaxAmount, static f => f.PageAmount),
        ("docOrdinal", "Số thứ tự trong hồ sơ", 0, MaxAmount, static f => f.DocOrdinal),
        ("fileCatalog", "Năm hình thành hồ sơ", VietnamTime.FirstYear, VietnamTime.LastYear, static f => f.FileCatalog),
    ];

    /// <summary>What is wrong with the fields; empty when a register may hold them.</summary>
    public static IReadOnlyList<Violation> Check(RegisterFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var violations = new List<Violation>();
        foreach (var (name, vietnamese, most, value) in Texts)
        {
            if (value(fields) is not { } text)
            {
                continue;
            }

            if (text.Length > most || text.Any(char.IsControl))
            {
                violations.Add(new Violation("REG-01", ValidationLevel.L2, name, $"{vietnamese} chỉ được dài đến {most} ký tự, trên một dòng.", $"At most {most} characters, no control characters."));
            }

            if (SecrecyGuard.BearsGrade(text) || (name is "codeNotation" or "codeNumber" && SecrecyGuard.IsSecretNotation(text)))
            {
                violations.Add(new Violation("REG-06", ValidationLevel.L5, name, "Văn bản có dấu hiệu mang độ mật; văn bản bí mật nhà nước đăng ký theo chế độ mật, không vào sổ này.", "State secrets are registered elsewhere."));
            }
        }

        foreach (var (name, vietnamese, least, most, value) in Numbers)
        {
            if (value(fields) is { } number && (number < least || number > most))
            {
                violations.Add(new Violation("REG-01", ValidationLevel.L2, name, $"{vietnamese} phải từ {least} đến {most}.", $"From {least} to {most}."));
            }
        }

        if (fields.TypeName is { } type && DocumentTypes.Find(type) is null && !DocumentTypes.IsCopy(type))
        {
            violations.Add(new Violation("DOC-01", ValidationLevel.L2, "typeName", $"“{type}” không phải tên loại văn bản hành chính; chọn một trong 29 loại.", "Unknown document type."));
        }

        return violations;
    }
}
