using System.Globalization;
using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>The columns of the three registers, in the order of the law (REG-01…03; NĐ 30/2020, Phụ lục IV mục I, VI and VIII), and what stands in them.</summary>
public static class RegisterColumns
{
    private static readonly RegisterColumn[] Outgoing =
    [
        new("Số, ký hiệu văn bản", 11), new("Ngày tháng văn bản", 8), new("Tên loại và trích yếu nội dung văn bản", 27), new("Người ký", 9), new("Nơi nhận văn bản", 13),
        new("Đơn vị, người nhận bản lưu", 8), new("Số lượng bản", 5), new("Ngày chuyển", 7), new("Ký nhận", 6), new("Ghi chú", 6),
    ];

    private static readonly RegisterColumn[] Incoming =
    [
        new("Ngày đến", 8), new("Số đến", 5), new("Tác giả", 14), new("Số, ký hiệu văn bản", 11), new("Ngày tháng văn bản", 8), new("Tên loại và trích yếu nội dung văn bản", 26),
        new("Đơn vị hoặc người nhận", 9), new("Ngày chuyển", 7), new("Ký nhận", 6), new("Ghi chú", 6),
    ];

    private static readonly RegisterColumn[] FollowUp =
    [
        new("Số đến", 6), new("Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản", 34), new("Đơn vị hoặc người nhận", 14), new("Thời hạn giải quyết", 10),
        new("Tiến độ giải quyết", 13), new("Số, ký hiệu văn bản trả lời", 12), new("Ghi chú", 11),
    ];

    /// <summary>The columns of a register.</summary>
    public static IReadOnlyList<RegisterColumn> Of(RegisterKind kind) => kind switch
    {
        RegisterKind.Incoming => Incoming,
        RegisterKind.FollowUp => FollowUp,
        _ => Outgoing,
    };

    /// <summary>The cells of a line.</summary>
    public static IReadOnlyList<string> Cells(RegisterKind kind, RegisterLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var f = line.Fields;
        return kind switch
        {
            RegisterKind.Incoming =>
            [
                Day(VietnamTime.DateOf(line.EnteredAt)), Number(line.Number), f.OrganName ?? "", f.Code, Day(f.IssuedDate), TypeAndSubject(f), f.ToPlaces ?? "", Day(f.Transferred),
                f.ReceivedBy ?? "", Note(line),
            ],
            RegisterKind.FollowUp =>
            [
                Number(line.Number), $"{TypeOf(f)} {f.Code} ngày {Day(f.IssuedDate)}, {f.OrganName}".Trim(), f.ToPlaces ?? "", Day(f.DueDate), line.Progress ?? "", f.AnswerCode ?? "",
                Note(line),
            ],
            _ =>
            [
                line.VoidReason is null ? f.Code : Number(line.Number), Day(f.IssuedDate), line.VoidReason is null ? TypeAndSubject(f) : "(Số bị hủy)", f.FullName ?? "", f.Recipients ?? "",
                f.ToPlaces ?? "", f.IssuedAmount is { } n and > 0 ? n.ToString(CultureInfo.InvariantCulture) : "", Day(f.Transferred), f.ReceivedBy ?? "", Note(line),
            ],
        };
    }

    private static string Number(long number) => DocumentCode.FormatNumber(number);

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string TypeOf(RegisterFields fields) => fields.TypeName ?? "";

    private static string TypeAndSubject(RegisterFields fields) => string.IsNullOrEmpty(fields.TypeName) ? fields.Subject ?? "" : $"{fields.TypeName}: {fields.Subject}";

    private static string Note(RegisterLine line)
    {
        string?[] notes =
        [
            line.Fields.Description,
            line.VoidReason is null ? null : "Hủy số: " + line.VoidReason,
            line.Paper ? "Bản giấy" : null,
            line.Incoming || !line.ByHand || line.Paper ? null : "Số do nơi gửi cấp",
            line.Version > 1 ? string.Create(CultureInfo.InvariantCulture, $"Đã sửa {line.Version - 1} lần") : null,
        ];
        return string.Join("; ", notes.Where(static n => !string.IsNullOrEmpty(n)));
    }
}
