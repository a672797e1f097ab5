namespace Axis.Core.Agencies.Catalogue;

/// <summary>Reads the table of a reorganisation.</summary>
public static class ReformRows
{
    /// <summary>Name of the table of 2025, in the folder <c>data</c> beside the program.</summary>
    public const string BuiltIn = "sap-xep-2025.csv";

    private static readonly string[] Columns = ["ma", "ten", "viec", "ke_thua", "cach", "hieu_luc", "van_ban", "chac_chan", "nguon"];

    /// <summary>The rows that can be read.</summary>
    /// <param name="file">The table.</param>
    /// <param name="lines">What cannot be read, by line.</param>
    /// <exception cref="CsvFormatException">The file is no such table.</exception>
    public static IReadOnlyList<ReformStep> Read(ReadOnlySpan<byte> file, out IReadOnlyList<ImportLine> lines)
    {
        var rows = CsvTable.Read(file);
        var heading = rows.Count == 0 ? throw new CsvFormatException(1, "Tệp không có dòng nào.") : rows[0].Fields.Select(AgencyColumns.Key).ToList();
        var at = Columns.ToDictionary(static c => c, c => heading.IndexOf(AgencyColumns.Key(c)), StringComparer.Ordinal);
        if (at.FirstOrDefault(static c => c.Value < 0 && c.Key != "ten").Key is { } missing)
        {
            throw new CsvFormatException(rows[0].Line, $"Dòng tiêu đề thiếu cột '{missing}'. Các cột: {string.Join(", ", Columns)}.");
        }

        var (steps, found) = (new List<ReformStep>(), new List<ImportLine>());
        foreach (var row in rows.Skip(1))
        {
            string Cell(string column) => at[column] >= 0 && at[column] < row.Fields.Count ? row.Fields[at[column]] : "";
            if (Step(row.Line, Cell, out var fault) is { } step)
            {
                steps.Add(step);
            }
            else
            {
                found.Add(new ImportLine(row.Line, true, "CELL", fault));
            }
        }

        lines = found;
        return steps;
    }

    private static ReformStep? Step(int line, Func<string, string> cell, out string fault)
    {
        fault = "Cột hieu_luc: ghi ngày, ví dụ 01/07/2025.";
        if (!AgencyColumns.TryInstant(cell("hieu_luc"), out var at))
        {
            return null;
        }

        fault = "Cột chac_chan: ghi 'co' hoặc 'khong'; cột van_ban và nguon phải có.";
        var certain = AgencyColumns.Key(cell("chac_chan"));
        if (certain is not ("co" or "khong") || cell("van_ban").Length == 0 || cell("nguon").Length == 0)
        {
            return null;
        }

        var work = AgencyColumns.Key(cell("viec"));
        fault = "Cột ma: ghi mã định danh, hoặc tên cấp (HUYEN) khi việc là ket_thuc_cap.";
        var tier = default(Tier);
        if (!OrganId.TryParse(cell("ma"), out var code) || (work == "ket thuc cap" && !AgencyColumns.TryTier(cell("ma"), out tier)))
        {
            return null;
        }

        fault = "Cột viec: ghi dong, phien_ban_moi hoặc ket_thuc_cap.";
        if (work is not ("dong" or "phien ban moi" or "ket thuc cap"))
        {
            return null;
        }

        fault = "Cột ke_thua và cach: ghi mã các đơn vị kế thừa cách nhau bằng dấu cách, và Merge, Split, Rename, Abolish hoặc Transfer.";
        var successors = new List<Succession>();
        foreach (var word in cell("ke_thua").Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OrganId.TryParse(word, out var to) || !AgencyColumns.TryName(cell("cach"), out SuccessionKind kind))
            {
                return null;
            }

            successors.Add(new Succession(to, kind, at, cell("van_ban")));
        }

        return new ReformStep(line, code, work == "ket thuc cap" ? tier : null, cell("ten"), work == "phien ban moi", successors, at, cell("van_ban"), certain == "co", cell("nguon"));
    }
}
