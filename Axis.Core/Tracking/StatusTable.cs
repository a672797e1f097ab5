namespace Axis.Core.Tracking;

/// <summary>The legal status changes of one document × recipient, as one table (QĐ 28/2018 Art. 10.2.h; rows: state before, columns: status 01…06).</summary>
public static class StatusTable
{
    private const string Rows =
        """
        SENT  ✔ ✔ ✔ t t t
        01    r ✔ ✔ t t t
        02    ✖ r ✖ ✖ ✖ ✖
        03    o w r ✔ ✔ ✔
        04    o w o ✔ ✔ ✔
        05    o w o ✔ r ✔
        06    o ✖ o w w r
        """;

    private static readonly StatusCell[,] Cells = Read();

    /// <summary>The cell for a status that meets a state. Only <see cref="DocumentState.Sent"/> and the wire's states have rows.</summary>
    /// <param name="from">State before: Sent or 01…06.</param>
    /// <param name="to">Status reported: 01…06.</param>
    /// <exception cref="ArgumentOutOfRangeException">The state has no row, or the status no column.</exception>
    public static StatusCell Cell(DocumentState from, DocumentState to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)from, (int)DocumentState.Finished, nameof(from));
        ArgumentOutOfRangeException.ThrowIfLessThan((int)from, (int)DocumentState.Sent, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)to, (int)DocumentState.Finished, nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan((int)to, (int)DocumentState.Arrived, nameof(to));
        return Cells[(int)from, (int)to - 1];
    }

    /// <summary>
    /// Whether a status moves the state. A warned change takes effect (work taken up again after 06), except a refusal after acceptance:
    /// that is shown as an anomaly and does not move the state (STA-06).
    /// </summary>
    public static bool Moves(DocumentState from, DocumentState to) => Cell(from, to) switch
    {
        StatusCell.Allowed or StatusCell.Skip => true,
        StatusCell.Warned => to != DocumentState.Refused,
        _ => false,
    };

    private static StatusCell[,] Read()
    {
        var cells = new StatusCell[7, 6];
        var rows = Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var row = 0; row < 7; row++)
        {
            var marks = rows[row].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var column = 0; column < 6; column++)
            {
                cells[row, column] = marks[column + 1] switch
                {
                    "✔" => StatusCell.Allowed,
                    "r" => StatusCell.Repeat,
                    "t" => StatusCell.Skip,
                    "o" => StatusCell.Late,
                    "w" => StatusCell.Warned,
                    "✖" => StatusCell.Anomaly,
                    var mark => throw new FormatException($"The status table has no mark '{mark}'."),
                };
            }
        }

        return cells;
    }
}
