using System.Globalization;
using Axis.Core.Edxml.Files;
using Axis.Node.Options;
using Axis.Signing.Keys;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>
/// Moves what is complete in <c>out/</c> to <c>work/</c>, in one rename, where the software that made it does not look any more. Its marker goes there first: were it
/// left in <c>out/</c> by a crash, it would call complete what the software begins next under that name.
/// </summary>
internal sealed class ClaimDropped(TimeProvider time, DropSteps steps, ILogger<ClaimDropped> log)
{
    /// <summary>Things claimed in one round at most.</summary>
    public const int AtOnce = 200;

    private const string Marker = ".ready";

    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

    private readonly Dictionary<string, (string Look, DateTimeOffset Since)> _settling = new(StringComparer.Ordinal);

    /// <summary>Entries of a folder that one round looks at, at most.</summary>
    public int MostEntries { get; init; } = 20_000;

    /// <summary>Claims what is complete.</summary>
    /// <param name="folder">Of the agency.</param>
    /// <param name="refuse">Takes what cannot even be claimed: where it lies, a safe name, and why.</param>
    /// <returns>What could not be moved, in Vietnamese; <c>null</c> when nothing is in the way.</returns>
    public string? Run(DropFolder folder, Action<string, string, Refusal> refuse)
    {
        var error = Resume(folder);
        var entries = new DirectoryInfo(folder.Out).EnumerateFileSystemInfos().Take(MostEntries).OrderBy(static e => e.Name, StringComparer.Ordinal).ToList();
        var names = entries.Select(static e => e.Name).ToHashSet(StringComparer.Ordinal);
        var markers = entries.Where(IsMarker).Select(static e => e.Name).ToHashSet(StringComparer.Ordinal);
        string? nameless = null;
        var isCut = entries.Count == MostEntries;
        error ??= isCut ? string.Create(CultureInfo.InvariantCulture, $"out/ có từ {MostEntries} mục trở lên, mỗi lượt chỉ xét được chừng ấy; hãy dọn những gì không gửi") : null;
        var claimed = 0;
        foreach (var entry in entries)
        {
            if (claimed == AtOnce)
            {
                break;
            }

            if (IsMangled(entry))
            {
                nameless ??= $"out/ có tên không phải UTF-8 (hiện ra là '{SafeFileName.From(entry.Name)}'), nút không mở được; hãy đổi tên hoặc xóa";
                continue;
            }

            try
            {
                claimed += Claim(folder, entry, markers, isCut, refuse) ? 1 : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The others are not held up; this one is tried again at every round.
                error = NotClaimed(entry.Name, e);
                Log.NotClaimed(log, folder.Agency.Value, e);
            }
        }

        Forget(folder, names);
        return error ?? nameless;
    }

    /// <summary>Removes the marker of a thing that is no longer in <c>out/</c>.</summary>
    public static void Unmark(string path) => File.Delete(path + Marker);

    /// <summary>Whether it is a marker, not a thing.</summary>
    public static bool IsMarker(FileSystemInfo entry) => entry is FileInfo && entry.Name.EndsWith(Marker, StringComparison.Ordinal);

    private static bool IsUnfinished(string name) => name[0] == '.' || Unfinished.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    private static string NotClaimed(string name, Exception why) => $"không lấy được '{SafeFileName.From(name)}' khỏi out/: {why.Message}";

    // .NET shows bytes that are no UTF-8 as U+FFFD, and the name that it shows opens nothing.
    private static bool IsMangled(FileSystemInfo entry) => entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !IsUnfinished(entry.Name) && !Path.Exists(entry.FullName);

    // Files with their sizes and times; a folder's own are not enough.
    private string Look(FileSystemInfo entry) => string.Join(
        '\n',
        (entry is DirectoryInfo folder ? folder.EnumerateFileSystemInfos().Take(MostEntries).OrderBy(static e => e.Name, StringComparer.Ordinal).Prepend(entry) : [entry])
        .Select(static e => string.Create(CultureInfo.InvariantCulture, $"{e.Name}/{(e is FileInfo { Exists: true } file ? file.Length : null)}/{e.LastWriteTimeUtc.Ticks}")));

    // A claim that a crash cut off: its marker lies in work/ still. What it marked was complete, so it is taken, or was already.
    private string? Resume(DropFolder folder)
    {
        string? error = null;
        foreach (var claim in new DirectoryInfo(folder.Work).EnumerateFileSystemInfos().Where(IsMarker).ToList())
        {
            var name = claim.Name[..^Marker.Length];
            try
            {
                if (!Path.Exists(Path.Combine(folder.Work, name)) && Path.Exists(Path.Combine(folder.Out, name)))
                {
                    Move(folder, name);
                }

                claim.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error = NotClaimed(name, e);
                Log.NotClaimed(log, folder.Agency.Value, e);
            }
        }

        return error;
    }

    private void Move(DropFolder folder, string name)
    {
        PlainFile.Move(Path.Combine(folder.Out, name), Path.Combine(folder.Work, name));
        DurableDirectory.Flush(folder.Work);
        steps.Reached(DropStep.Claimed);
    }

    private bool Claim(DropFolder folder, FileSystemInfo entry, HashSet<string> markers, bool isCut, Action<string, string, Refusal> refuse)
    {
        var name = entry.Name;
        if (IsMarker(entry))
        {
            // A marker that outlived its thing would call the next one of that name complete before it is. The listing alone does not tell: it is no moment's state,
            // and may be cut.
            if (!Path.Exists(entry.FullName[..^Marker.Length]))
            {
                File.Delete(entry.FullName);
            }

            return false;
        }

        if (IsUnfinished(name) || !IsComplete(folder, entry, markers, isCut))
        {
            return false;
        }

        if (SafeFileName.From(name) != name)
        {
            refuse(entry.FullName, SafeFileName.From(name), DropRefusals.Name(SafeFileName.From(name)));
            return false;
        }

        if (Path.Exists(Path.Combine(folder.Work, name)))
        {
            return false; // one of that name is still being worked on
        }

        var claim = Path.Combine(folder.Work, name + Marker);
        if (folder.Options.Ready == DropReadiness.Marker)
        {
            File.Move(entry.FullName + Marker, claim, overwrite: true);
            DurableDirectory.Flush(folder.Work);
            steps.Reached(DropStep.Marked);
        }

        Move(folder, name);
        File.Delete(claim);
        Unmark(entry.FullName);
        DurableDirectory.Flush(folder.Out);
        return true;
    }

    private bool IsComplete(DropFolder folder, FileSystemInfo entry, HashSet<string> markers, bool isCut) => folder.Options.Ready switch
    {
        DropReadiness.Marker => markers.Contains(entry.Name + Marker) || (isCut && File.Exists(entry.FullName + Marker)),
        DropReadiness.Rename => true,
        DropReadiness.Settled => IsSettled(entry, folder.Options.SettleSeconds),
        _ => throw new InvalidOperationException("Unknown readiness."),
    };

    private bool IsSettled(FileSystemInfo entry, int seconds)
    {
        var look = Look(entry);
        var now = time.GetUtcNow();
        lock (_settling)
        {
            if (_settling.TryGetValue(entry.FullName, out var seen) && seen.Look == look)
            {
                return now - seen.Since >= TimeSpan.FromSeconds(seconds);
            }

            _settling[entry.FullName] = (look, now);
            return false;
        }
    }

    private void Forget(DropFolder folder, HashSet<string> names)
    {
        lock (_settling)
        {
            foreach (var gone in _settling.Keys.Where(k => Path.GetDirectoryName(k) == folder.Out && !names.Contains(Path.GetFileName(k))).ToList())
            {
                _settling.Remove(gone);
            }
        }
    }
}
