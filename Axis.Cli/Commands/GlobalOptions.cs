using System.CommandLine;

namespace Axis.Cli.Commands;

/// <summary>Options that every command takes.</summary>
public static class GlobalOptions
{
    /// <summary><c>--json</c>.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "In kết quả dạng JSON (ổn định, dùng cho chương trình khác).",
        Recursive = true,
    };

    /// <summary><c>--data</c>.</summary>
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Thư mục dữ liệu của nút. Mặc định: biến AXIS_DATA, không có thì ./axis-data.",
        HelpName = "thư mục",
        Recursive = true,
    };

    /// <summary><c>--url</c>.</summary>
    public static readonly Option<string?> Url = new("--url")
    {
        Description = "Địa chỉ API của nút. Mặc định: biến AXIS_URL, cấu hình trong thư mục dữ liệu, http://127.0.0.1:8080.",
        HelpName = "địa chỉ",
        Recursive = true,
    };

    /// <summary><c>--token-file</c>.</summary>
    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "Tệp chứa thẻ truy cập. Mặc định: biến AXIS_TOKEN_FILE, không có thì <dữ liệu>/operator.token.",
        HelpName = "tệp",
        Recursive = true,
    };

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Json, Data, Url, TokenFile];

    /// <summary>The node's data folder.</summary>
    public static string DataFolder(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        return Path.GetFullPath(parse.GetValue(Data) ?? Environment.GetEnvironmentVariable("AXIS_DATA") ?? "axis-data");
    }
}
