using System.Globalization;
using Axis.Node.Hosting;
using Axis.Signing.Keys;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>
/// A small file beside the database that says how far the journal had come. A database that is put back from a backup is behind it, and that is noticed at the
/// next start; whoever puts back the whole folder takes the mark with it, and only the neighbours know better then.
/// </summary>
public sealed class EpochMark(NodePaths paths, ILogger<EpochMark> logger)
{
    private const string Name = "epoch.mark";
    private const int MaxBytes = 256;

    private readonly Lock _gate = new();

    private string File => Path.Combine(paths.Store, Name);

    /// <summary>Epoch and number of entries when the mark was written; <c>null</c> when there is none that can be read.</summary>
    public (string Epoch, long Entries)? Read()
    {
        if (new FileInfo(File) is not { Exists: true, Length: <= MaxBytes })
        {
            return null;
        }

        var parts = System.IO.File.ReadAllText(File).Trim().Split(' ');
        return parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? (parts[0], entries) : null;
    }

    /// <summary>
    /// Writes the mark durably, one at a time. When that fails (a full disk) the mark stays behind, which costs only that a restore is noticed later; it is logged.
    /// </summary>
    public void Write(string epoch, Func<long> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_gate)
        {
            try
            {
                Write(paths.Store, epoch, entries());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.MarkNotWritten(logger, e.Message);
            }
        }
    }

    private static void Write(string store, string epoch, long entries)
    {
        var mark = Path.Combine(store, Name);
        var temporary = mark + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{epoch} {entries}\n")));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, mark, overwrite: true);
        DurableDirectory.Flush(store);
    }

    /// <summary>Makes the next start begin a new epoch: an operator says that the store was put back.</summary>
    public void Invalidate() => Invalidate(paths.Store);

    /// <summary>The same for a folder that is not the node's store yet.</summary>
    public static void Invalidate(string store) => Write(store, "restored", 0);
}
