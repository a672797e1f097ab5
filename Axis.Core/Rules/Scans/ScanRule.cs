using System.Globalization;

namespace Axis.Core.Rules.Scans;

/// <summary>DOC-12 (NĐ 30/2020 Phụ lục I, phần II): digitised paper is a PDF of version 1.4 or later, in colour, at 200 dpi or more, at its own size, signed by the agency.</summary>
public static class ScanRule
{
    /// <summary>Least resolution, in points per inch.</summary>
    public const int LeastDpi = 200;

    private const string Code = "DOC-12";
    private const double LeastCoverage = 0.8;

    // A scanner counts in whole points: 1654 of them on 210 mm are 200.06 dpi, and 1653 are meant as well.
    private const double Rounding = 1;
    private const double SizeTolerance = 0.03;

    private static readonly (double Short, double Long)[] Papers = [(148, 210), (210, 297), (297, 420), (420, 594), (216, 279), (216, 356)];

    /// <summary>What the file breaks; a level L4 finding warns, any other refuses. Empty when it is in order.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="facts">What it says of itself.</param>
    public static IReadOnlyList<Violation> Check(string name, ScanFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var found = new List<Violation>();
        if (!Version.TryParse(facts.Version, out var version) || version < new Version(1, 4))
        {
            found.Add(Broken(name, $"phiên bản PDF phải từ 1.4 trở lên, tệp ghi “{facts.Version}”", "The PDF version must be 1.4 or later."));
        }

        if (facts.Signatures == 0)
        {
            found.Add(Broken(name, "bản số hóa phải được ký số bằng chữ ký số của cơ quan", "A digitised document must be signed by the agency."));
        }

        if (!facts.IsComplete || facts.Pages.Count == 0)
        {
            found.Add(Broken(name, "có trang không đọc được nên không kiểm tra được bản quét", "Some pages cannot be read, so the scan cannot be checked."));
        }

        Pages(name, facts, static p => p.Coverage < LeastCoverage, "không có ảnh quét phủ trang", "No scanned image covers the page.", ValidationLevel.L3, found);
        Pages(name, facts, static p => p.Coverage >= LeastCoverage && p.Dpi < LeastDpi - Rounding, $"độ phân giải dưới {LeastDpi} dpi", "The resolution is below 200 dpi.", ValidationLevel.L3, found);
        Pages(name, facts, static p => p.Coverage >= LeastCoverage && p.IsColour == false, "ảnh đen trắng hoặc thang xám, phải quét ảnh màu", "The scan is not in colour.", ValidationLevel.L3, found);
        Pages(name, facts, static p => p.Coverage >= LeastCoverage && p.IsColour is null, "không xác định được ảnh có màu hay không", "Whether the scan is in colour cannot be seen.", ValidationLevel.L4, found);
        Pages(name, facts, static p => !IsPaper(p), "khổ trang không phải khổ giấy thông dụng: kiểm tra đã quét theo tỷ lệ 100 % chưa", "The page has no usual paper size: check that it was scanned at 100 %.", ValidationLevel.L4, found);
        return found;
    }

    private static void Pages(string name, ScanFacts facts, Func<ScannedPage, bool> broken, string what, string english, ValidationLevel level, List<Violation> found)
    {
        var pages = facts.Pages.Where(broken).Select(static p => p.Number.ToString(CultureInfo.InvariantCulture)).ToList();
        if (pages.Count > 0)
        {
            found.Add(new Violation(Code, level, "files", $"“{name}”, trang {string.Join(", ", pages.Take(10))}{(pages.Count > 10 ? "…" : "")}: {what}.", english));
        }
    }

    private static bool IsPaper(ScannedPage page)
    {
        var (small, large) = (Math.Min(page.Width, page.Height), Math.Max(page.Width, page.Height));
        return Array.Exists(Papers, p => Math.Abs(small - p.Short) <= p.Short * SizeTolerance && Math.Abs(large - p.Long) <= p.Long * SizeTolerance);
    }

    private static Violation Broken(string name, string what, string english) => new(Code, ValidationLevel.L3, "files", $"“{name}”: {what}.", english);
}
