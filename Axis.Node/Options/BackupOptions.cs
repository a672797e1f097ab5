namespace Axis.Node.Options;

/// <summary>Where the node backs itself up to, and how often (OPS-05).</summary>
public sealed class BackupOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Backup";

    /// <summary>Folder of the backups, best on another machine or disk; below the data folder unless it is a full path. Empty = the node makes none.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Hours from one to the next.</summary>
    public int Hours { get; set; } = 24;

    /// <summary>How many are kept.</summary>
    public int Keep { get; set; } = 14;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Between("Backup:Hours", Hours, 1, 744),
        Need.Between("Backup:Keep", Keep, 1, 1_000));
}
