using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml;

/// <summary>Messages as a clerk would compose them; tests change one thing at a time.</summary>
internal static class Messages
{
    public static readonly DateTimeOffset SentAt = new(2026, 2, 3, 15, 20, 41, TimeSpan.FromHours(7));

    public static DocumentMessage Document(Business? business = null) => new()
    {
        From = new Organ(OrganId.Parse("H37.12"), "Sở Nội vụ", "UBND tỉnh Mẫu"),
        To = [new Organ(OrganId.Parse("H37.61"), "UBND xã Mẫu"), new Organ(OrganId.Parse("000.00.00.G22"))],
        DocumentId = "H37.12,2026/02/03,88/SNV-VP",
        CodeNumber = "88",
        CodeNotation = "SNV-VP",
        Place = "Mẫu",
        PromulgationDate = new DateOnly(2026, 2, 3),
        Type = new DocumentType(2, 18, "Công văn"),
        Subject = "V/v kiểm tra <kết nối> & \"liên thông\"",
        SignerCompetence = "KT.",
        SignerPosition = "Phó Giám đốc",
        SignerFullName = "Nguyễn Văn Mẫu",
        DueDate = new DateOnly(2026, 3, 1),
        Priority = 1,
        PageAmount = 2,
        PromulgationAmount = 1,
        Appendixes = ["Phụ lục I"],
        ToPlaces = ["Như trên", "Lưu: VT"],
        TraceHeaders = [new TraceHeader(OrganId.Parse("H37.12"), SentAt)],
        Business = business ?? new NewDocument(),
        Attachments =
        [
            new Attachment("0b8c3e9a-0001", "công văn.pdf", "application/pdf", "Văn bản chính"),
            new Attachment("0b8c3e9a-0002", "số liệu.xlsx", "application/zip", null),
        ],
    };

    public static StatusMessage Status(string code = "03", string? description = "Đã vào sổ văn bản đến") => new()
    {
        From = new Organ(OrganId.Parse("H37.61"), "UBND xã Mẫu"),
        ResponseFor = [new ResponseFor(OrganId.Parse("H37.12"), "88/SNV-VP", "H37.12,2026/02/03,88/SNV-VP", new DateOnly(2026, 2, 3))],
        StatusCode = code,
        Description = description,
        Timestamp = SentAt,
        Staff = new StaffInfo(Department: "Văn thư", Staff: "Trần Thị Mẫu"),
    };
}
