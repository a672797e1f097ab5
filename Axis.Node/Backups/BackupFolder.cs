using System.Globalization;

namespace Axis.Node.Backups;

/// <summary>
/// The folder of the backups: one folder each, named by its time, and the packet files of all of them in one place, since a packet's bytes never change.
/// </summary>
internal sealed class BackupFolder(string root)
{
    public const string Database = "axis.db";
    public const string Note = "backup.json";
    public const string PacketList = "packets.txt";
    private const string NameForm = "yyyyMMdd'T'HHmmss'Z'";
    private const string Unfinished = ".partial";

    public string Packets => Path.Combine(root, "packets");

    public static string NameOf(DateTimeOffset at) => at.UtcDateTime.ToString(NameForm, CultureInfo.InvariantCulture);

    /// <summary>Where a backup is put together before it has its name.</summary>
    public string PartialOf(DateTimeOffset at) => Path.Combine(root, NameOf(at) + Unfinished);

    /// <summary>Its final place.</summary>
    public string PathOf(DateTimeOffset at) => Path.Combine(root, NameOf(at));

    /// <summary>Finished backups, the newest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Path)> List() => !Directory.Exists(root)
        ? []
        : [.. Directory.EnumerateDirectories(root)
            .Select(static p => (At: TimeOf(Path.GetFileName(p)), Path: p))
            .Where(static b => b.At is not null && File.Exists(Path.Combine(b.Path, Note)))
            .Select(static b => (b.At!.Value, b.Path))
            .OrderByDescending(static b => b.Value)];

    /// <summary>What a crash left behind.</summary>
    public void RemoveUnfinished()
    {
        foreach (var path in Directory.EnumerateDirectories(root, "*" + Unfinished))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static DateTimeOffset? TimeOf(string name) =>
        DateTimeOffset.TryParseExact(name, NameForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
