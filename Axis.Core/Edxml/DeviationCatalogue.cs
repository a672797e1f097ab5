namespace Axis.Core.Edxml;

/// <summary>
/// The tolerance catalogue: rows T01–T31 of the wire reference, and D01–D18 for departures that have no row there.
/// A row that is a repair keeps a packet from ever being TOTAL-PASSED.
/// </summary>
public static class DeviationCatalogue
{
    private static readonly Dictionary<string, Row> Rows = new Row[]
    {
        new("T01", "có BOM ở đầu", false),
        new("T02", "có ký tự thừa trước khai báo XML", true),
        new("T03", "có khoảng trắng sau phần tử gốc", false),
        new("T04", "tiền tố không gian tên khác edXML", true),
        new("T05", "không gian tên cũ hoặc vỏ SOAP", true),
        new("T06", "dùng tiền tố chưa khai báo", true),
        new("T07", "viết Business thay cho Bussiness", true),
        new("T08", "Bussiness hoặc StaffInfo nằm trong TraceHeader", true),
        new("T09", "thứ tự phần tử khác chuẩn", false),
        new("T10", "phần tử tùy chọn để rỗng", false),
        new("T11", "SteeringType rỗng hoặc không phải số", false),
        new("T12", "Type hoặc TypeDetail rỗng hoặc không phải số", false),
        new("T13", "ngày giờ không ở dạng chuẩn", false),
        new("T14", "ContentId thiếu hoặc thừa \"cid:\"", false),
        new("T15", "nhãn kiểu tệp không khớp nội dung", false),
        new("T16", "không có khối tệp đính kèm", false),
        new("T17", "khối tệp đính kèm nằm trong phong bì", true),
        new("T18", "khối tệp đính kèm có tiền tố hoặc không có không gian tên", true),
        new("T19", "base64 có xuống dòng", false),
        new("T21", "mã định danh rỗng, chữ thường hoặc thừa khoảng trắng", false),
        new("T22", "đơn vị nhận bị lặp", true),
        new("T23", "không nêu đơn vị nhận", false),
        new("T24", "bảng mã không phải UTF-8", true),
        new("T25", "nhiều khối Bussiness hoặc ReplacementInfoList", true),
        new("T26", "có nhiều TraceHeader", false),
        new("T27", "thuộc tính mang tiền tố", true),
        new("T28", "gói tin bọc trong phần tử khác", true),
        new("T29", "số và ký hiệu viết chung trong CodeNumber", false),
        new("T30", "có ký tự không hợp lệ trong XML", true),
        new("T31", "base64 của tệp bị hỏng", false),
        new("D01", "phần tử một giá trị xuất hiện nhiều lần", true),
        new("D02", "ContentId bị lặp", true),
        new("D03", "bảng kê và tệp không khớp nhau", true),
        new("D04", "có phần tử lạ, bỏ qua", false),
        new("D05", "khối chữ ký không phải chữ ký XML", false),
        new("D06", "số nguyên hoặc cờ không ở dạng chuẩn", false),
        new("D07", "thiếu phần tử bắt buộc", false),
        new("D08", "mã trạng thái không ở dạng hai chữ số", false),
        new("D09", "DocumentId không bắt đầu bằng mã cơ quan gửi", false),
        new("D10", "ngày trong DocumentId khác ngày ban hành", false),
        new("D11", "số/ký hiệu trong DocumentId khác Code", false),
        new("D12", "số văn bản có chữ", false),
        new("D13", "nhóm loại văn bản không khớp tên loại", false),
        new("D14", "hạn xử lý sớm hơn ngày ban hành", false),
        new("D15", "thời điểm sớm hơn ngày ban hành", false),
        new("D16", "TraceHeader đầu tiên không phải của cơ quan gửi", false),
        new("D17", "DocumentId chứa ngày không có thật", false),
        new("D18", "base64 thiếu ký tự đệm", false),
    }.ToDictionary(static r => r.Id, StringComparer.Ordinal);

    /// <summary>Every id, in the catalogue's order. T20 (DOCTYPE) is no deviation but a refusal, see <see cref="EdxmlFaults.Doctype"/>.</summary>
    public static IReadOnlyCollection<string> Ids => Rows.Keys;

    /// <summary>The row's short name in Vietnamese.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public static string NameOf(string id) => Rows[id].NameVi;

    /// <summary>Whether the row is a repair.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public static bool IsRepair(string id) => Rows[id].Repair;

    private sealed record Row(string Id, string NameVi, bool Repair);
}
