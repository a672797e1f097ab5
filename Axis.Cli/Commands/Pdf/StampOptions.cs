using System.CommandLine;
using System.Globalization;
using Axis.Signing.Pdf;

namespace Axis.Cli.Commands.Pdf;

/// <summary>The options that say what a signature shows.</summary>
internal sealed class StampOptions
{
    private const long MaxImageBytes = 16L << 20;
    private const long MaxFontBytes = 32L << 20;

    private readonly Option<string?> _code = new("--stamp") { Description = "Dấu hiển thị ở góc trên bên phải trang đầu cho phụ lục là tệp riêng: số, ký hiệu này và thời gian ký (NĐ 30/2020).", HelpName = "số/ký hiệu" };
    private readonly Option<string[]> _text = new("--stamp-text") { Description = "Dòng chữ thêm, ví dụ 'SAO Y'; lặp lại được.", HelpName = "dòng" };
    private readonly Option<string?> _image = new("--stamp-image") { Description = "Hình con dấu hoặc chữ ký: PNG nền trong suốt.", HelpName = "tệp" };
    private readonly Option<string?> _font = new("--font") { Description = "Phông chữ TrueType có tiếng Việt, nhúng phần dùng tới; không có thì chỉ viết được chữ không dấu và 'Đ'.", HelpName = "tệp" };
    private readonly Option<int> _page = new("--page") { Description = "Trang đặt dấu.", HelpName = "số", DefaultValueFactory = static _ => 1 };
    private readonly Option<double?> _left = new("--left") { Description = "Cách mép trái, điểm (1/72 inch).", HelpName = "điểm" };
    private readonly Option<double?> _bottom = new("--bottom") { Description = "Cách mép dưới, điểm.", HelpName = "điểm" };
    private readonly Option<double?> _width = new("--width") { Description = "Bề rộng của hình, điểm.", HelpName = "điểm" };

    public Symbol[] Symbols => [_code, _text, _image, _font, _page, _left, _bottom, _width];

    /// <summary>What to show; <c>null</c> when nothing was asked for.</summary>
    public PdfStamp? Read(ParseResult parse, DateTimeOffset at)
    {
        var lines = new List<string>(parse.GetValue(_text) ?? []);
        if (parse.GetValue(_code) is { } code)
        {
            // NĐ 30/2020 PL I: number and notation; time of signing with the zone of Vietnam, ISO 8601.
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{code}; {at.ToOffset(TimeSpan.FromHours(7)):yyyy-MM-dd'T'HH:mm:sszzz}"));
        }

        var image = Content(parse.GetValue(_image), MaxImageBytes);
        return lines.Count == 0 && image is null ? null : new PdfStamp
        {
            Lines = lines,
            Png = image,
            Font = Content(parse.GetValue(_font), MaxFontBytes),
            Page = parse.GetValue(_page) is > 0 and var page ? page : throw CliFailureException.Usage("--page đếm từ 1."),
            Left = parse.GetValue(_left),
            Bottom = parse.GetValue(_bottom),
            Width = parse.GetValue(_width) is var width and not <= 0 ? width : throw CliFailureException.Usage("--width phải lớn hơn 0."),
        };
    }

    private static ReadOnlyMemory<byte>? Content(string? path, long most)
    {
        if (path is null)
        {
            return null;
        }

        var file = new FileInfo(path);
        return !file.Exists ? throw CliFailureException.Usage($"Không thấy tệp '{path}'.", "Kiểm tra lại đường dẫn.")
            : file.Length > most ? throw CliFailureException.Usage($"Tệp '{path}' quá lớn.")
            : File.ReadAllBytes(path);
    }
}
