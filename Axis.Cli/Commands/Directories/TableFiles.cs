using Axis.Cli.Output;
using Axis.Core.Agencies.Catalogue;

namespace Axis.Cli.Commands.Directories;

/// <summary>Reads table files and prints the reports about them.</summary>
internal static class TableFiles
{
    private const int MostLines = 200;

    /// <summary>The bytes of a table.</summary>
    /// <exception cref="CliFailureException">There is no such file, or it is too large.</exception>
    public static byte[] Read(string path)
    {
        var file = new FileInfo(path);
        return !file.Exists ? throw CliFailureException.Usage($"Không có tệp {path}.")
            : file.Length > CsvTable.MaxBytes ? throw CliFailureException.Usage($"Tệp {path} lớn hơn {CsvTable.MaxBytes / 1024 / 1024} MiB.")
            : File.ReadAllBytes(file.FullName);
    }

    /// <summary>A file that is no table, as the command line says it.</summary>
    public static CliFailureException Broken(string path, CsvFormatException e) => new(ExitCodes.Refused, "TABLE_FORMAT", $"{Path.GetFileName(path)}, dòng {e.Line}: {e.Message}", "Sửa tệp rồi làm lại; chưa có gì được ký.");

    /// <summary>Prints the report, errors first to the eye.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<ImportLine> lines)
    {
        foreach (var line in lines.Take(MostLines))
        {
            terminal.Wrapped($"{(line.IsError ? "LỖI" : "Lưu ý")} {(line.Line > 0 ? $"dòng {line.Line}" : "chung")} [{line.Code}] {SafeText.Of(line.Sentence)}");
        }

        if (lines.Count > MostLines)
        {
            terminal.Line($"… và {lines.Count - MostLines} dòng khác; thêm --json để xem hết.");
        }
    }
}
