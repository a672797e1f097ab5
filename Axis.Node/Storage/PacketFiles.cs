using System.Globalization;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Node.Storage;

/// <summary>
/// Large packets as files below the data folder: <c>packets/ab/ab12….edxml</c> by digest, <c>incoming/</c> for what is being written, <c>partial/</c> for
/// uploads that may be resumed. The three lie on one volume, so that a rename is atomic.
/// </summary>
public sealed class PacketFiles : IPacketFiles
{
    private const string Extension = ".edxml";
    private const string TemporaryExtension = ".tmp";
    private const int BufferSize = 128 * 1024;

    private readonly string _packets;
    private readonly string _incoming;
    private readonly string _partial;

    /// <summary>Makes the folders, and removes what an earlier run left half written.</summary>
    /// <param name="dataFolder">The node's data folder; used by this process only.</param>
    public PacketFiles(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        var root = Path.GetFullPath(dataFolder);
        _packets = Make(Path.Combine(root, "packets"));
        _incoming = Make(Path.Combine(root, "incoming"));
        _partial = Make(Path.Combine(root, "partial"));
        DurableDirectory.Flush(root);
        foreach (var left in Directory.EnumerateFiles(_incoming, "*" + TemporaryExtension))
        {
            File.Delete(left);
        }
    }

    /// <inheritdoc/>
    public FileStream CreateTemporary() => new(
        Path.Combine(_incoming, Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture) + TemporaryExtension),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = BufferSize, Options = FileOptions.Asynchronous });

    /// <inheritdoc/>
    public async Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(temporary);
        var source = temporary.Name;
        await temporary.FlushAsync(cancellationToken).ConfigureAwait(false);
        var length = temporary.Length;

        // fsync blocks for as long as the disk takes; it gets a thread of its own.
        await Task.Run(() => RandomAccess.FlushToDisk(temporary.SafeFileHandle), cancellationToken).ConfigureAwait(false);
        await temporary.DisposeAsync().ConfigureAwait(false);
        await Task.Run(() => Rename(source, PathOf(digest), length), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Discard(FileStream temporary)
    {
        ArgumentNullException.ThrowIfNull(temporary);
        var path = temporary.Name;
        temporary.Dispose();
        File.Delete(path);
    }

    /// <inheritdoc/>
    public FileStream OpenRead(Digest digest)
    {
        var path = PathOf(digest);
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = BufferSize,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException($"No packet file {digest}.", path, e);
        }
    }

    /// <inheritdoc/>
    public FileStream OpenPartial(string fileName, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var path = PartialPath(fileName);
        var isNew = !File.Exists(path);
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous,
        });
        try
        {
            if (stream.Length < offset)
            {
                throw new InvalidDataException($"The partial file '{fileName}' holds {stream.Length} bytes, not the {offset} that were acknowledged.");
            }

            stream.SetLength(offset);
            stream.Seek(offset, SeekOrigin.Begin);
            if (isNew)
            {
                DurableDirectory.Flush(_partial);
            }

            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long PartialLength(string fileName)
    {
        var file = new FileInfo(PartialPath(fileName));
        return file.Exists ? file.Length : 0;
    }

    /// <inheritdoc/>
    public void DeletePartial(string fileName) => File.Delete(PartialPath(fileName));

    /// <inheritdoc/>
    public IEnumerable<(string FileName, DateTimeOffset WrittenAt)> EnumeratePartials() =>
        new DirectoryInfo(_partial).EnumerateFiles().Select(static f => (f.Name, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero)));

    /// <inheritdoc/>
    public IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate()
    {
        foreach (var file in new DirectoryInfo(_packets).EnumerateFiles("*" + Extension, SearchOption.AllDirectories))
        {
            if (Digest.TryParse(Path.GetFileNameWithoutExtension(file.Name), out var digest) && file.FullName == PathOf(digest))
            {
                yield return (digest, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
            }
        }
    }

    /// <inheritdoc/>
    public void Delete(Digest digest)
    {
        var path = PathOf(digest);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public long FreeBytes() => FreeSpace.Of(_packets);

    private static string Make(string folder) => Directory.CreateDirectory(folder).FullName;

    private void Rename(string source, string target, long length)
    {
        var shard = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(shard))
        {
            Directory.CreateDirectory(shard);
            DurableDirectory.Flush(_packets);
        }

        if (new FileInfo(target) is { Exists: true } kept && kept.Length == length)
        {
            // Kept again means about to be named by a row: to the sweeper it must look as new as the one that came now.
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(source));
            File.Delete(source);
        }
        else
        {
            // A kept file of another length is damaged, since its name is its digest: the good one takes its place.
            File.Move(source, target, overwrite: true);
        }

        // Also when it was there: the run that made it may have ended before it flushed the folder.
        DurableDirectory.Flush(shard);
    }

    private string PathOf(Digest digest)
    {
        var name = digest.ToString();
        return Path.Combine(_packets, name[..2], name + Extension);
    }

    // The name comes from the database, but a path is never built from what might hold a separator or "..".
    private string PartialPath(string fileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (fileName[0] == '.' || fileName.Length > 128 || !fileName.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
        {
            throw new ArgumentException("A partial file's name is made of letters, digits, '-', '_' and '.'.", nameof(fileName));
        }

        return Path.Combine(_partial, fileName);
    }
}
