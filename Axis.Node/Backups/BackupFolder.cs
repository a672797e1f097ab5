using System.Globalization;
using Axis.Node.Schedules;
using Axis.Signing.Keys;

namespace Axis.Node.Backups;

/// <summary>
/// The folder of the backups: one folder each, named by its time, and the packet files of all of them in one place, since a packet's bytes never change.
/// </summary>
internal sealed class BackupFolder(string root)
{
    public const string Database = "axis.db";
    public const string Note = "backup.json";
    public const string PacketList = "packets.txt";
    public const string Sections = "directory";
    private const string RootKey = "root.pub";
    private const string SectionExtension = ".section";
    private const string TurnFile = "backup.lock";
    private const string NameForm = "yyyyMMdd'T'HHmmss'Z'";
    private const string Unfinished = ".partial";

    public string Packets => Path.Combine(root, "packets");

    /// <summary>What of a node's directory belongs into a backup: the root's key and the signed sections, all public.</summary>
    public static IEnumerable<string> DirectoryFiles(string folder) =>
        Directory.EnumerateFiles(folder).Where(static f => Path.GetFileName(f) == RootKey || f.EndsWith(SectionExtension, StringComparison.Ordinal));

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

    /// <summary>The newest one's time; one that a clock far ahead named says nothing of how old the backups are.</summary>
    public DateTimeOffset? Newest(DateTimeOffset now) => List().Where(b => ClockSlack.IsPast(b.At, now)).Select(static b => (DateTimeOffset?)b.At).FirstOrDefault();

    /// <summary>Takes the folder for one backup at a time: a second one would remove the first one's unfinished work as a crash's.</summary>
    /// <exception cref="BackupException">Another backup is being made here.</exception>
    public IDisposable TakeTurn() =>
        ExclusiveFile.TryTake(Path.Combine(root, TurnFile)) ?? throw new BackupException($"Một bản sao lưu khác đang được ghi vào '{root}'; chờ xong rồi chạy lại.");

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

    /// <summary>Removes one; a crash in the middle leaves no backup that lacks half.</summary>
    public void Remove(string path)
    {
        var going = path + Unfinished;
        Directory.Move(path, going);
        DurableDirectory.Flush(root);
        Directory.Delete(going, recursive: true);
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
