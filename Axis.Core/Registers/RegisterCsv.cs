using System.Globalization;

namespace Axis.Core.Registers;

/// <summary>A register as CSV: the cover's data as records of two cells, an empty record, the headings, the lines (REG-01…05).</summary>
public static class RegisterCsv
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(RegisterSheet sheet, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(CsvText.ByteOrderMark).ConfigureAwait(false);
        foreach (var (name, value) in CoverLines(sheet.Cover))
        {
            await output.WriteAsync(CsvText.Record([name, value])).ConfigureAwait(false);
        }

        await output.WriteAsync("\r\n").ConfigureAwait(false);
        await output.WriteAsync(CsvText.Record(RegisterColumns.Of(sheet.Kind).Select(static c => c.Heading))).ConfigureAwait(false);
        foreach (var row in sheet.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await output.WriteAsync(CsvText.Record(row)).ConfigureAwait(false);
        }
    }

    /// <summary>The cover's data, each with its name (REG-05).</summary>
    public static IReadOnlyList<(string Name, string Value)> CoverLines(RegisterCover cover)
    {
        ArgumentNullException.ThrowIfNull(cover);
        return
        [
            ("Cơ quan chủ quản", cover.Superior ?? ""),
            ("Cơ quan", cover.Agency),
            ("Sổ", cover.Title),
            ("Năm", cover.Year.ToString(CultureInfo.InvariantCulture)),
            ("Từ ngày", Day(cover.FirstDay)),
            ("Đến ngày", Day(cover.LastDay)),
            ("Từ số", Number(cover.FirstNumber)),
            ("Đến số", Number(cover.LastNumber)),
            ("Quyển số", Number(cover.Volume)),
        ];
    }

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long? number) => number is { } n ? DocumentCode.FormatNumber(n) : "";
}
