using System.Globalization;

namespace Axis.Cli.Commands;

/// <summary>Days on the command line.</summary>
internal static class Days
{
    /// <summary>Reads <c>yyyy-MM-dd</c>; <c>null</c> stays <c>null</c>.</summary>
    /// <exception cref="CliFailureException">It is no day.</exception>
    public static DateOnly? Read(string? text) => text switch
    {
        null => null,
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => throw CliFailureException.Usage($"'{text}' không phải là ngày.", "Ghi dạng yyyy-MM-dd, ví dụ 2026-11-21."),
    };
}
