using System.CommandLine;

namespace Axis.Cli.Commands;

/// <summary>Options of lists that page by key.</summary>
public static class Paging
{
    /// <summary><c>--limit</c>.</summary>
    public static Option<int> Limit() => new("--limit") { Description = "Số dòng tối đa (mặc định 50).", HelpName = "số", DefaultValueFactory = static _ => 50 };

    /// <summary><c>--after</c>.</summary>
    public static Option<string?> After() => new("--after") { Description = "Xem tiếp sau khóa này (lệnh trước in ra).", HelpName = "khóa" };

    /// <summary>Tells how to see the next page.</summary>
    public static void Hint(Output.Terminal terminal, string? next)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        if (next is not null)
        {
            terminal.Note($"Còn nữa: thêm --after {next}");
        }
    }
}
