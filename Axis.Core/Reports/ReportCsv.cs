using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Registers;

namespace Axis.Core.Reports;

/// <summary>An exchange report as CSV: one record a row, the sum last.</summary>
public static class ReportCsv
{
    private static readonly (string Heading, Func<ExchangeFigures, string> Value)[] Columns =
    [
        ("VB điện tử đi", static f => N(f.Sent)), ("Có chữ ký số gói tin", static f => N(f.SentSigned)), ("Tỷ lệ ký số", static f => P(f.SignedShare)),
        ("Gửi đúng hạn", static f => N(f.SentInTime)), ("Tỷ lệ gửi đúng hạn", static f => P(f.SentInTimeShare)),
        ("Không kèm bản giấy", static f => N(f.SentElectronicOnly)), ("VB giấy đi", static f => N(f.PaperOut)), ("VB giấy đi tới nơi đã kết nối", static f => N(f.PaperOutConnected)), ("Tỷ lệ chỉ điện tử", static f => P(f.ElectronicOnlyShare)),
        ("Lượt nơi nhận", static f => N(f.Recipients)), ("Đã đến", static f => N(f.Arrived)), ("Đến đúng hạn", static f => N(f.ArrivedInTime)), ("Tỷ lệ đúng hạn", static f => P(f.InTimeShare)),
        ("Bị từ chối", static f => N(f.Refused)), ("Không tới được", static f => N(f.Failed)), ("Thu hồi", static f => N(f.Recalled)), ("Cập nhật", static f => N(f.Updated)),
        ("VB điện tử đến", static f => N(f.Received)), ("Có giá trị như bản giấy", static f => N(f.ReceivedSigned)), ("Tỷ lệ có giá trị", static f => P(f.ReceivedSignedShare)),
        ("Đã vào sổ đến", static f => N(f.Registered)), ("Vào sổ trong ngày", static f => N(f.RegisteredSameDay)), ("Vào sổ hoặc trả lại đúng hạn", static f => N(f.RegisteredInTime)), ("Tỷ lệ vào sổ đúng hạn", static f => P(f.RegisteredInTimeShare)), ("Từ chối tiếp nhận", static f => N(f.RefusedHere)), ("VB giấy đến", static f => N(f.PaperIn)),
    ];

    /// <summary>Headings and values by column, without the row's name.</summary>
    public static IEnumerable<(string Heading, string Value)> Cells(ExchangeFigures figures) => Columns.Select(c => (c.Heading, c.Value(figures)));

    /// <summary>The report's text.</summary>
    public static string Write(ExchangeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return CsvText.ByteOrderMark
            + CsvText.Record(["Mã", "Tên", .. Columns.Select(static c => c.Heading)])
            + string.Concat(report.Rows.Select(static r => CsvText.Record([r.Key, r.Name, .. Columns.Select(c => c.Value(r.Figures))])))
            + CsvText.Record(["", "Tổng cộng", .. Columns.Select(c => c.Value(report.Total))]);
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string P(double? share) => share is { } s ? (s * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%" : "";
}
