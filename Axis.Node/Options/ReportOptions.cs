namespace Axis.Node.Options;

/// <summary>Reports that the node makes by itself (OPS-01).</summary>
public sealed class ReportOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Reports";

    /// <summary>Whether a report of each day is made.</summary>
    public bool Daily { get; set; } = true;

    /// <summary>Whether a report of each month is made.</summary>
    public bool Monthly { get; set; } = true;

    /// <summary>From which hour of the day after, in Vietnam time.</summary>
    public int Hour { get; set; } = 6;

    /// <summary>How long reports are kept, in days.</summary>
    public int KeepDays { get; set; } = 3_660;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Between("Reports:Hour", Hour, 0, 23),
        Need.Between("Reports:KeepDays", KeepDays, 62, 36_600));
}
