using System.Text.Json.Serialization;

namespace Axis.Core.Registers;

/// <summary>
/// What a line of a register says (NĐ 30/2020, Phụ lục IV and Phụ lục VI Phần II). In a correction, what is <c>null</c> stays as it was. Longest values, in
/// characters, stand in <see cref="RegisterLimits"/> and are limits of the database too.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RegisterFields
{
    /// <summary>Số of the document.</summary>
    public string? CodeNumber { get; init; }

    /// <summary>Ký hiệu of the document.</summary>
    public string? CodeNotation { get; init; }

    /// <summary>Ngày văn bản.</summary>
    public DateOnly? IssuedDate { get; init; }

    /// <summary>Tên loại.</summary>
    public string? TypeName { get; init; }

    /// <summary>Cơ quan ban hành (tác giả).</summary>
    public string? OrganName { get; init; }

    /// <summary>Trích yếu.</summary>
    public string? Subject { get; init; }

    /// <summary>Họ tên người ký.</summary>
    public string? FullName { get; init; }

    /// <summary>Chức vụ người ký.</summary>
    public string? Position { get; init; }

    /// <summary>Mức độ khẩn 0…4.</summary>
    public int? Priority { get; init; }

    /// <summary>Hạn trả lời (đi) or hạn giải quyết (đến).</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Nơi nhận of an outgoing document.</summary>
    public string? Recipients { get; init; }

    /// <summary>Đơn vị, người nhận: who keeps the file copy of an outgoing document, or who handles an incoming one.</summary>
    public string? ToPlaces { get; init; }

    /// <summary>Số lượng bản.</summary>
    public int? IssuedAmount { get; init; }

    /// <summary>Số trang.</summary>
    public int? PageAmount { get; init; }

    /// <summary>Ngôn ngữ.</summary>
    public string? Language { get; init; }

    /// <summary>Ngày chuyển.</summary>
    public DateOnly? Transferred { get; init; }

    /// <summary>Ký nhận: who signed for it.</summary>
    public string? ReceivedBy { get; init; }

    /// <summary>Số, ký hiệu of the document that answers an incoming one.</summary>
    public string? AnswerCode { get; init; }

    /// <summary>Ghi chú.</summary>
    public string? Description { get; init; }

    /// <summary>Mã hồ sơ: agency.</summary>
    public string? FileOrganId { get; init; }

    /// <summary>Mã hồ sơ: year.</summary>
    public int? FileCatalog { get; init; }

    /// <summary>Mã hồ sơ: notation.</summary>
    public string? FileNotation { get; init; }

    /// <summary>Ordinal of the document within its file.</summary>
    public int? DocOrdinal { get; init; }

    /// <summary>Số/ký hiệu as people write it.</summary>
    [JsonIgnore]
    public string Code => string.IsNullOrEmpty(CodeNotation) ? CodeNumber ?? "" : CodeNumber + "/" + CodeNotation;

    /// <summary>These fields with everything that a correction states in place of what was there.</summary>
    public RegisterFields With(RegisterFields correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return new RegisterFields
        {
            CodeNumber = correction.CodeNumber ?? CodeNumber,
            CodeNotation = correction.CodeNotation ?? CodeNotation,
            IssuedDate = correction.IssuedDate ?? IssuedDate,
            TypeName = correction.TypeName ?? TypeName,
            OrganName = correction.OrganName ?? OrganName,
            Subject = correction.Subject ?? Subject,
            FullName = correction.FullName ?? FullName,
            Position = correction.Position ?? Position,
            Priority = correction.Priority ?? Priority,
            DueDate = correction.DueDate ?? DueDate,
            Recipients = correction.Recipients ?? Recipients,
            ToPlaces = correction.ToPlaces ?? ToPlaces,
            IssuedAmount = correction.IssuedAmount ?? IssuedAmount,
            PageAmount = correction.PageAmount ?? PageAmount,
            Language = correction.Language ?? Language,
            Transferred = correction.Transferred ?? Transferred,
            ReceivedBy = correction.ReceivedBy ?? ReceivedBy,
            AnswerCode = correction.AnswerCode ?? AnswerCode,
            Description = correction.Description ?? Description,
            FileOrganId = correction.FileOrganId ?? FileOrganId,
            FileCatalog = correction.FileCatalog ?? FileCatalog,
            FileNotation = correction.FileNotation ?? FileNotation,
            DocOrdinal = correction.DocOrdinal ?? DocOrdinal,
        };
    }
}
