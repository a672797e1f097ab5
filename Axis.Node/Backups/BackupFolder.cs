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
    private const string TurnFile = "backup.lock";
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

    /// <summary>Takes the folder for one backup at a time: a second one would remove the first one's unfinished work as a crash's.</summary>
    /// <exception cref="BackupException">Another backup is being made here.</exception>
    public IDisposable TakeTurn()
    {
        try
        {
            return new FileStream(Path.Combine(root, TurnFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new BackupException($"Một bản sao lưu khác đang được ghi vào '{root}', hoặc thư mục không ghi được ({e.Message}); chờ xong rồi chạy lại.", e);
        }
    }

    /// <summary>Makes sure that no other node keeps its backups here: each would count, and remove, the other's as its own.</summary>
    /// <exception cref="BackupException">Another node does.</exception>
    public void DemandOwn(string node)
    {
        foreach (var (_, path) in List())
        {
            if (BackupNote.Read(Path.Combine(path, Note)).Node is var owner && owner != node)
            {
                throw new BackupException($"Thư mục '{root}' đang giữ bản sao lưu của nút '{owner}'; mỗi nút cần một thư mục sao lưu riêng.");
            }
        }
    }

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
