using System.CommandLine;
using System.Text.Json;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Documents;

/// <summary>The fields of <c>axis send</c>.</summary>
public sealed class SendForm
{
    private static readonly string[] Grades = ["thuong", "khan", "thuong-khan", "hoa-toc"];

    private readonly Argument<string[]> _files = new("tệp") { Description = "Các tệp của văn bản, tệp chính đứng trước.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _form = new("--form") { Description = "Đọc các trường từ tệp JSON (dạng SubmitDocument của API); tùy chọn khác ghi đè.", HelpName = "tệp" };
    private readonly Option<string?> _from = Text("--from", "Mã cơ quan gửi.");
    private readonly Option<string[]> _to = new("--to") { Description = "Mã cơ quan nhận; lặp lại hoặc liệt kê nhiều mã.", HelpName = "mã", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _type = Text("--type", "Tên loại, ví dụ \"Công văn\".");
    private readonly Option<string?> _number = Text("--number", "Số; bỏ trống thì nút cấp số tiếp theo.");
    private readonly Option<string?> _book = Text("--book", "Quyển sổ lấy số.");
    private readonly Option<string?> _notation = Text("--notation", "Ký hiệu, ví dụ UBND-VP.");
    private readonly Option<string?> _subject = Text("--subject", "Trích yếu.");
    private readonly Option<string?> _place = Text("--place", "Địa danh.");
    private readonly Option<string?> _date = Text("--date", "Ngày ban hành, yyyy-MM-dd; bỏ trống là hôm nay.");
    private readonly Option<string?> _due = Text("--due", "Hạn trả lời, yyyy-MM-dd.");
    private readonly Option<string?> _signer = Text("--signer", "Họ tên người ký.");
    private readonly Option<string?> _position = Text("--position", "Chức vụ người ký.");
    private readonly Option<string?> _competence = Text("--competence", "Quyền hạn ký: TM., KT., Q., TL., TUQ.");
    private readonly Option<string?> _priority = Text("--priority", "Mức độ khẩn: thuong, khan, thuong-khan, hoa-toc.");
    private readonly Option<bool> _paper = new("--paper") { Description = "Có gửi kèm bản giấy." };
    private readonly Option<string?> _replyTo = Text("--reply-to", "Mã văn bản được trả lời, dạng <mã cơ quan>=<mã văn bản>.");

    private readonly Option<bool> _scanned = new("--scanned") { Description = "Các tệp là bản số hóa từ giấy: nút kiểm tra PDF 1.4 trở lên, ảnh màu, từ 200 dpi, đã ký số (DOC-12)." };

    public SendForm()
    {
        _priority.AcceptOnlyFromAmong(Grades);
    }

    /// <summary><c>--no-state-secret</c> (SEC-02).</summary>
    public Option<bool> NoStateSecret { get; } = new("--no-state-secret") { Description = "Cam kết văn bản không chứa bí mật nhà nước (bắt buộc phải nêu)." };

    /// <summary>All symbols, in the order of the help.</summary>
    public Symbol[] Symbols =>
    [
        _files, _form, _from, _to, _type, _number, _book, _notation, _subject, _place, _date, _due, _signer, _position, _competence, _priority, _paper,
        _replyTo, _scanned, NoStateSecret,
    ];

    /// <summary>The files, each of which exists.</summary>
    public IReadOnlyList<string> FilesOf(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var files = parse.GetValue(_files) ?? [];
        foreach (var file in files.Where(static f => !File.Exists(f)))
        {
            throw file.StartsWith('-')
                ? CliFailureException.Usage($"Không có tùy chọn '{file}', cũng không có tệp tên như vậy.", "Xem 'axis send --help'.")
                : CliFailureException.Usage($"Không thấy tệp '{file}'.", "Kiểm tra lại đường dẫn.");
        }

        return files;
    }

    /// <summary>The fields as the API takes them.</summary>
    /// <exception cref="CliFailureException">A needed field is missing or unreadable.</exception>
    /// <param name="parse">The command line.</param>
    /// <param name="type">The type of document when none is named; <c>null</c> = one must be.</param>
    public SubmitDocument Read(ParseResult parse, string? type = null)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var start = parse.GetValue(_form) is { } file ? ReadForm(file) : null;
        var to = parse.GetValue(_to) is { Length: > 0 } given ? given : start?.To ?? throw Missing("--to");
        var signer = start?.Signer;
        var form = new SubmitDocument
        {
            From = parse.GetValue(_from) ?? start?.From ?? throw Missing("--from"),
            To = to,
            NoStateSecret = parse.GetValue(NoStateSecret) || start is { NoStateSecret: true },
            TypeName = parse.GetValue(_type) ?? start?.TypeName ?? type ?? throw Missing("--type"),
            Notation = parse.GetValue(_notation) ?? start?.Notation ?? throw Missing("--notation"),
            Subject = parse.GetValue(_subject) ?? start?.Subject ?? throw Missing("--subject"),
            Signer = new SignerFields(
                parse.GetValue(_signer) ?? signer?.FullName ?? throw Missing("--signer"),
                parse.GetValue(_position) ?? signer?.Position,
                parse.GetValue(_competence) ?? signer?.Competence),
        };
        return form with
        {
            Secrecy = start?.Secrecy,
            Number = parse.GetValue(_number) ?? start?.Number,
            Book = parse.GetValue(_book) ?? start?.Book,
            Place = parse.GetValue(_place) ?? start?.Place,
            Date = Days.Read(parse.GetValue(_date)) ?? start?.Date,
            DueDate = Days.Read(parse.GetValue(_due)) ?? start?.DueDate,
            Priority = parse.GetValue(_priority) is { } grade ? Array.IndexOf(Grades, grade) : start?.Priority ?? 0,
            Paper = parse.GetValue(_paper) || start is { Paper: true },
            Replies = Reply(parse.GetValue(_replyTo)) ?? start?.Replies,
            Content = start?.Content,
            PageAmount = start?.PageAmount ?? 0,
            PromulgationAmount = start?.PromulgationAmount ?? 0,
            ToPlaces = start?.ToPlaces,
            Appendixes = start?.Appendixes,
            Business = start?.Business,
            Staff = start?.Staff,
            Files = parse.GetValue(_scanned) ? [.. FilesOf(parse).Select(static f => new FileFields(Path.GetFileName(f), Scanned: true))] : start?.Files,
        };
    }

    private static IReadOnlyList<ReferenceFields>? Reply(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return cut > 0 && cut < text.Length - 1
            ? [new ReferenceFields(text[..cut], DocumentId: text[(cut + 1)..])]
            : throw CliFailureException.Usage($"'{text}' không đúng dạng <mã cơ quan>=<mã văn bản>.");
    }

    private static SubmitDocument ReadForm(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), AxisJson.Web.SubmitDocument)
                ?? throw CliFailureException.Usage($"Tệp {file} rỗng.");
        }
        catch (JsonException e)
        {
            throw CliFailureException.Usage($"Tệp {file} không đúng dạng: {e.Message}", "Xem lược đồ SubmitDocument trong /openapi/v1.json của nút.");
        }
    }

    private static CliFailureException Missing(string option) =>
        CliFailureException.Usage($"Thiếu {option}.", "Nêu trên dòng lệnh hoặc trong tệp --form; gửi gói có sẵn thì dùng --packet.");

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "giá trị" };
}
