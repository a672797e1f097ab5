namespace Axis.Node.Options;

/// <summary>How long a relay keeps what it has handed on (ARC-10).</summary>
public sealed class RetentionOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Retention";

    /// <summary>Days after the last delivery of a relayed document was over, until its bytes are given up; 0 = never.</summary>
    public int RelayDays { get; set; } = 90;

    /// <summary>Folder of the evidence written before; below the data folder unless it is a full path. Better on another disk.</summary>
    public string EvidenceFolder { get; set; } = "evidence";

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Between("Retention:RelayDays", RelayDays, 0, 36_500),
        string.IsNullOrWhiteSpace(EvidenceFolder) ? "Retention:EvidenceFolder phải là tên thư mục." : null);
}
