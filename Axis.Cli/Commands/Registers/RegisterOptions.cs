using System.CommandLine;
using System.Globalization;
using Axis.Core.Registers;

namespace Axis.Cli.Commands.Registers;

/// <summary>Options that the register commands share, and the fields of a line.</summary>
internal static class RegisterOptions
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Names, Vietnamese names and how each text option is set.</summary>
    private static readonly (string Option, string Description, Func<RegisterFields, string, RegisterFields> Set)[] Texts =
    [
        ("--number", "Số của văn bản.", static (f, v) => f with { CodeNumber = v }),
        ("--notation", "Ký hiệu, ví dụ QĐ-UBND.", static (f, v) => f with { CodeNotation = v }),
        ("--type", "Tên loại văn bản.", static (f, v) => f with { TypeName = v }),
        ("--organ", "Cơ quan ban hành.", static (f, v) => f with { OrganName = v }),
        ("--subject", "Trích yếu.", static (f, v) => f with { Subject = v }),
        ("--signer", "Người ký.", static (f, v) => f with { FullName = v }),
        ("--position", "Chức vụ người ký.", static (f, v) => f with { Position = v }),
        ("--recipients", "Nơi nhận.", static (f, v) => f with { Recipients = v }),
        ("--unit", "Đơn vị, người nhận (bản lưu hoặc xử lý).", static (f, v) => f with { ToPlaces = v }),
        ("--received-by", "Ký nhận.", static (f, v) => f with { ReceivedBy = v }),
        ("--answer", "Số, ký hiệu văn bản trả lời.", static (f, v) => f with { AnswerCode = v }),
        ("--note", "Ghi chú.", static (f, v) => f with { Description = v }),
        ("--language", "Ngôn ngữ.", static (f, v) => f with { Language = v }),
        ("--file", "Ký hiệu hồ sơ.", static (f, v) => f with { FileNotation = v }),
    ];

    private static readonly (string Option, string Description, Func<RegisterFields, DateOnly, RegisterFields> Set)[] Days =
    [
        ("--date", "Ngày văn bản, năm-tháng-ngày.", static (f, v) => f with { IssuedDate = v }),
        ("--due", "Hạn giải quyết hoặc trả lời, năm-tháng-ngày.", static (f, v) => f with { DueDate = v }),
        ("--transferred", "Ngày chuyển, năm-tháng-ngày.", static (f, v) => f with { Transferred = v }),
    ];

    private static readonly (string Option, string Description, Func<RegisterFields, int, RegisterFields> Set)[] Numbers =
    [
        ("--copies", "Số lượng bản.", static (f, v) => f with { IssuedAmount = v }),
        ("--pages", "Số trang.", static (f, v) => f with { PageAmount = v }),
        ("--priority", "Mức độ khẩn 0–3.", static (f, v) => f with { Priority = v }),
        ("--file-year", "Năm hình thành hồ sơ.", static (f, v) => f with { FileCatalog = v }),
        ("--ordinal", "Số thứ tự trong hồ sơ.", static (f, v) => f with { DocOrdinal = v }),
    ];

    /// <summary><c>--agency</c>.</summary>
    public static Option<string> Agency() => new("--agency") { Description = "Cơ quan của sổ.", HelpName = "mã", Required = true };

    /// <summary><c>--book</c>: which register.</summary>
    public static Option<string> Register(params string[] among)
    {
        var option = new Option<string>("--book") { Description = "Sổ: " + string.Join(", ", among) + ".", HelpName = "sổ", Required = true };
        option.AcceptOnlyFromAmong(among);
        return option;
    }

    /// <summary><c>--year</c>.</summary>
    public static Option<int?> Year() => new("--year") { Description = "Năm của sổ (mặc định: năm nay).", HelpName = "năm" };

    /// <summary><c>--number-book</c>.</summary>
    public static Option<string?> NumberBook() => new("--number-book") { Description = "Sổ số của văn bản đi (mặc định HANH_CHINH).", HelpName = "tên" };

    /// <summary>Options for all fields of a line, and how they are read.</summary>
    public static (IReadOnlyList<Option> Options, Func<ParseResult, RegisterFields> Read) Fields()
    {
        var texts = Texts.Select(static t => (Option: new Option<string?>(t.Option) { Description = t.Description, HelpName = "chữ" }, t.Set)).ToList();
        var days = Days.Select(static d => (Option: new Option<string?>(d.Option) { Description = d.Description, HelpName = "ngày" }, d.Set)).ToList();
        var numbers = Numbers.Select(static n => (Option: new Option<int?>(n.Option) { Description = n.Description, HelpName = "số" }, n.Set)).ToList();
        return ([.. texts.Select(static t => t.Option), .. days.Select(static d => d.Option), .. numbers.Select(static n => n.Option)], parse =>
        {
            var fields = new RegisterFields();
            foreach (var (option, set) in texts)
            {
                fields = parse.GetValue(option) is { } value ? set(fields, value) : fields;
            }

            foreach (var (option, set) in days)
            {
                fields = parse.GetValue(option) is { } value ? set(fields, Day(option.Name, value)) : fields;
            }

            foreach (var (option, set) in numbers)
            {
                fields = parse.GetValue(option) is { } value ? set(fields, value) : fields;
            }

            return fields;
        });
    }

    private static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw CliFailureException.Usage($"{option}: '{text}' không phải ngày dạng năm-tháng-ngày.", "Ví dụ: 2026-11-22.");
}
