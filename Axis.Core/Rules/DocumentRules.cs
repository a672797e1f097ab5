using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Registers;

namespace Axis.Core.Rules;

/// <summary>
/// Validation levels L1–L4 (edXML §13), as far as they can be judged without a directory and without the target document. The directory's part of L2
/// and the content checks of L5 are elsewhere.
/// </summary>
public static class DocumentRules
{
    /// <summary>Rule of a document dated in the future: read with a warning, never sent from here, for the year decides the book (DOC-04).</summary>
    public const string FutureDate = "DOC-07";

    /// <summary>Every rule broken, lowest level first; empty when the message is in order.</summary>
    /// <param name="message">The document or status.</param>
    /// <param name="attachmentsReadable">For each file whether its bytes are there and undamaged.</param>
    /// <param name="today">The day in Vietnam.</param>
    public static IReadOnlyList<Violation> Check(Message message, IReadOnlyList<bool> attachmentsReadable, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attachmentsReadable);
        var violations = new List<Violation>(StrictProfile.Check(message));
        switch (message)
        {
            case DocumentMessage document:
                Receivers(document, violations);
                Files(document, attachmentsReadable, violations);
                Dates(document, today, violations);
                Code(document, violations);
                Competence(document, violations);
                break;
            case StatusMessage { Timestamp: { } time } when VietnamTime.DateOf(time) > today:
                violations.Add(new Violation("STA-06", ValidationLevel.L4, "Timestamp", "Thời điểm của trạng thái ở tương lai.", "The status is dated in the future."));
                break;
        }

        return [.. violations.OrderBy(static v => v.Level)];
    }

    private static void Receivers(DocumentMessage document, List<Violation> violations)
    {
        if (document.ConcernedAgencies.Contains(document.From.OrganId))
        {
            violations.Add(new Violation(
                "SND-08", ValidationLevel.L2, "To", "Đơn vị nhận trùng với cơ quan gửi; hãy bỏ cơ quan gửi khỏi nơi nhận.", "The sender stands among the receivers."));
        }
    }

    private static void Files(DocumentMessage document, IReadOnlyList<bool> readable, List<Violation> violations)
    {
        // A recall may travel without files (edXML §10), and so may an update that brings no new ones.
        var needed = document.Business is NewDocument or Replacement or Update { DocumentInfo: true };
        if (needed && !readable.Any(static r => r))
        {
            violations.Add(new Violation(
                "SND-07", ValidationLevel.L3, "AttachmentEncoded", "Không có tệp nào đọc được; hãy đính kèm văn bản.", "There is no readable file."));
        }
        else if (readable.Any(static r => !r))
        {
            violations.Add(new Violation(
                "SND-07", ValidationLevel.L3, "AttachmentEncoded", "Có tệp hỏng hoặc thiếu nội dung; hãy đề nghị gửi lại.", "A file is damaged or has no content."));
        }
    }

    private static void Dates(DocumentMessage document, DateOnly today, List<Violation> violations)
    {
        if (document.PromulgationDate > today)
        {
            violations.Add(new Violation(
                FutureDate, ValidationLevel.L4, "PromulgationInfo/PromulgationDate", "Ngày ban hành ở tương lai; hãy kiểm tra lại.", "The document is dated in the future."));
        }

        if (document.DueDate < document.PromulgationDate)
        {
            violations.Add(new Violation(
                "URG-05", ValidationLevel.L4, "DueDate", "Hạn xử lý sớm hơn ngày ban hành; hãy kiểm tra lại.", "The due date lies before the date of issue."));
        }
    }

    private static void Competence(DocumentMessage document, List<Violation> violations)
    {
        if (SigningCompetence.IsDelegatedAgain(document.SignerCompetence, document.SignerPosition))
        {
            violations.Add(new Violation(
                "DOC-10", ValidationLevel.L4, "SignerInfo/Competence", "Người ký thừa ủy quyền không được ủy quyền lại cho người khác ký.", "Who signs by delegation does not delegate again."));
        }
        else if (!SigningCompetence.IsKnown(document.SignerCompetence))
        {
            violations.Add(new Violation(
                "DOC-10", ValidationLevel.L4, "SignerInfo/Competence", "Quyền hạn ký phải là TM., KT., Q., TL. hoặc TUQ.; thủ trưởng ký trực tiếp thì để trống.", "Unknown capacity of signing."));
        }
    }

    private static void Code(DocumentMessage document, List<Violation> violations)
    {
        if (document.CodeNumber.Length > 0 && !DocumentCode.IsWellFormedNumber(document.CodeNumber))
        {
            violations.Add(new Violation(
                "DOC-03", ValidationLevel.L4, "Code/CodeNumber", "Số văn bản phải là chữ số, số nhỏ hơn 10 viết thêm số 0 phía trước.", "The number is written in digits, below 10 with a leading zero."));
        }

        if (document.CodeNotation.Length > 0 && !DocumentCode.IsWellFormedNotation(document.CodeNotation))
        {
            violations.Add(new Violation(
                "DOC-02", ValidationLevel.L4, "Code/CodeNotation", "Ký hiệu gồm các nhóm chữ nối bằng dấu gạch nối, không có khoảng trắng, ví dụ QĐ-UBND.", "The notation is made of groups joined by '-', without spaces."));
        }
    }
}
