using System.Globalization;
using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>
/// What a document on paper must say to be entered into a register (REG-01, DOC-03, DOC-04). What is entered wrong can only be corrected beside it, never taken out, and a
/// number in another spelling would be given a second time.
/// </summary>
public static class PaperEntry
{
    /// <summary>The fields as the register writes them: without spaces around the code, and an outgoing number in its one spelling (<c>7</c> and <c>007</c> are <c>07</c>).</summary>
    public static RegisterFields Normalize(RegisterFields fields, bool incoming)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var number = fields.CodeNumber?.Trim();
        return fields with { CodeNumber = incoming || number is null ? number : DocumentCode.Spelled(number), CodeNotation = fields.CodeNotation?.Trim() };
    }

    /// <summary>What is missing or wrong; empty when the document may be entered.</summary>
    /// <param name="fields">What it says, normalised.</param>
    /// <param name="incoming">Whether it came in; the numbers of others are as they are.</param>
    /// <param name="today">The day in Vietnam.</param>
    public static IReadOnlyList<Violation> Check(RegisterFields fields, bool incoming, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var violations = new List<Violation>(CheckDate(fields, today));
        foreach (var (name, vietnamese, missing) in new[]
        {
            ("subject", "trích yếu", string.IsNullOrWhiteSpace(fields.Subject)),
            ("typeName", "tên loại", string.IsNullOrWhiteSpace(fields.TypeName)),
            ("organName", "cơ quan ban hành", incoming && string.IsNullOrWhiteSpace(fields.OrganName)),
            ("codeNotation", "ký hiệu", !incoming && string.IsNullOrWhiteSpace(fields.CodeNotation)),
        })
        {
            if (missing)
            {
                violations.Add(new Violation("REG-01", ValidationLevel.L2, name, $"Thiếu {vietnamese} ({name}); sổ cần có mục này.", $"{name} is missing."));
            }
        }

        if (!incoming && fields.CodeNumber is { Length: > 0 } number && !DocumentCode.IsWellFormedNumber(number))
        {
            violations.Add(new Violation(
                "DOC-03", ValidationLevel.L2, "fields.codeNumber", $"Số “{number}” không đúng: số văn bản là chữ số Ả Rập, từ 01, số chèn có thêm một chữ cái (07a). Bỏ trống để nút cấp số tiếp theo.", "The number is digits, with one letter after them at most."));
        }

        return violations;
    }

    /// <summary>Whether the document's date can be one: the year decides the book, so a slip of the pen would open the book of another century.</summary>
    public static IReadOnlyList<Violation> CheckDate(RegisterFields fields, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.IssuedDate is not { } day || (day.Year >= VietnamTime.FirstYear && day <= today)
            ? []
            :
            [
                new Violation(
                    "REG-01",
                    ValidationLevel.L2,
                    "fields.issuedDate",
                    string.Create(CultureInfo.InvariantCulture, $"Ngày văn bản {day:dd/MM/yyyy} không đúng: phải từ năm {VietnamTime.FirstYear} đến hôm nay."),
                    "The document's date lies between 1945 and today."),
            ];
    }
}
