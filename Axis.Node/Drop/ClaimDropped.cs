using System.Globalization;
using Axis.Core.Edxml.Files;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>Moves what is complete in <c>out/</c> to <c>work/</c>, in one rename, where the software that made it does not look any more.</summary>
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
        var entries = new DirectoryInfo(folder.Out).EnumerateFileSystemInfos().Take(MostEntries).OrderBy(static e => e.Name, StringComparer.Ordinal).ToList();
        var names = entries.Select(static e => e.Name).ToHashSet(StringComparer.Ordinal);
        var isCut = entries.Count == MostEntries;
        string? error = isCut ? string.Create(CultureInfo.InvariantCulture, $"out/ có từ {MostEntries} mục trở lên, mỗi lượt chỉ xét được chừng ấy; hãy dọn những gì không gửi") : null;
        var claimed = 0;
        foreach (var entry in entries)
        {
            if (claimed == AtOnce)
            {
                break;
            }

            try
            {
                claimed += Claim(folder, entry, names, isCut, refuse) ? 1 : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The others are not held up; this one is tried again at every round.
                error = $"không lấy được '{SafeFileName.From(entry.Name)}' khỏi out/: {e.Message}";
                Log.NotClaimed(log, folder.Agency.Value, e);
            }
        }

        Forget(folder, names);
        return error;
    }

    private static bool IsUnfinished(string name) => name[0] == '.' || Unfinished.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase));

    // Files with their sizes and times; a folder's own are not enough.
    private string Look(FileSystemInfo entry) => string.Join(
        '\n',
        (entry is DirectoryInfo folder ? folder.EnumerateFileSystemInfos().Take(MostEntries).OrderBy(static e => e.Name, StringComparer.Ordinal).Prepend(entry) : [entry])
        .Select(static e => string.Create(CultureInfo.InvariantCulture, $"{e.Name}/{(e as FileInfo)?.Length}/{e.LastWriteTimeUtc.Ticks}")));

    private bool Claim(DropFolder folder, FileSystemInfo entry, HashSet<string> names, bool isCut, Action<string, string, Refusal> refuse)
    {
        var name = entry.Name;
        if (name.EndsWith(Marker, StringComparison.Ordinal) && entry is FileInfo)
        {
            // A marker that outlived its thing would call the next one of that name complete before it is. The listing alone does not tell: it is no moment's state,
            // and may be cut.
            if (!Path.Exists(entry.FullName[..^Marker.Length]))
            {
                File.Delete(entry.FullName);
            }

            return false;
        }

        if (IsUnfinished(name) || !IsComplete(folder, entry, names, isCut))
        {
            return false;
        }

        var marker = Path.Combine(folder.Out, name + Marker);
        if (SafeFileName.From(name) != name)
        {
            refuse(entry.FullName, SafeFileName.From(name), DropRefusals.Name(SafeFileName.From(name)));
            File.Delete(marker);
            return true;
        }

        var to = Path.Combine(folder.Work, name);
        if (Path.Exists(to))
        {
            return false; // one of that name is still being worked on
        }

        PlainFile.Move(entry.FullName, to);
        DurableDirectory.Flush(folder.Work);
        File.Delete(marker);
        DurableDirectory.Flush(folder.Out);
        steps.Reached(DropStep.Claimed);
        return true;
    }

    private bool IsComplete(DropFolder folder, FileSystemInfo entry, HashSet<string> names, bool isCut) => folder.Options.Ready switch
    {
        DropReadiness.Marker => names.Contains(entry.Name + Marker) || (isCut && File.Exists(entry.FullName + Marker)),
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
