using System.Security.Cryptography;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Console.Uploads;

/// <summary>
/// Files that come from a browser piece by piece, so that a cut line or a node that starts again costs the last piece alone. Each person has a folder of files named by
/// us; what nobody finished is removed after a while. Memory stays flat: bytes go straight to disk.
/// </summary>
internal sealed class UploadFolder(NodePaths paths, LimitOptions limits, ConsoleOptions options, IPacketFiles space, TimeProvider time)
{
    /// <summary>Largest piece of one request.</summary>
    public const long LargestPiece = 16L << 20;

    private const int BufferSize = 128 * 1024;
    private const int MaxName = 1000;

    /// <summary>Announces a file.</summary>
    /// <exception cref="RefusedException">Too large, too many, or no room.</exception>
    public Upload Begin(string person, string name, string contentType, long size)
    {
        Sweep();
        var before = List(person);
        if (size is < 0 || size > limits.MaxFileBytes || before.Sum(static u => u.Size) + size > limits.MaxPacketBytes)
        {
            throw new RefusedException(UploadRefusals.TooLarge(limits.MaxFileBytes));
        }

        if (before.Count >= limits.MaxFiles)
        {
            throw new RefusedException(UploadRefusals.TooMany(limits.MaxFiles));
        }

        if (space.FreeBytes() - size <= limits.FreeSpaceReserveBytes)
        {
            throw new RefusedException(ApiRefusals.DiskReserve);
        }

        var upload = new Upload(Guid.CreateVersion7(time.GetUtcNow()), name.Length > MaxName ? name[..MaxName] : name, contentType, size, 0);
        Directory.CreateDirectory(FolderOf(person));
        File.WriteAllBytes(Facts(person, upload.Id), JsonSerializer.SerializeToUtf8Bytes(upload));
        using var file = new FileStream(Bytes(person, upload.Id), FileMode.CreateNew);
        return upload;
    }

    /// <summary>The file and how far it has come.</summary>
    /// <exception cref="RefusedException">There is none of this person's.</exception>
    public Upload Find(string person, Guid id) => Read(person, id) ?? throw new RefusedException(UploadRefusals.Unknown);

    /// <summary>Takes the next piece.</summary>
    /// <returns>How far the file has come.</returns>
    /// <exception cref="RefusedException">The piece does not begin where the last one ended, the file grows beyond what was announced, or the disk has filled up since.</exception>
    public async Task<long> AppendAsync(string person, Guid id, long offset, Stream piece, CancellationToken cancellationToken)
    {
        var upload = Find(person, id);

        // Room was there when the file was announced; others have filled the disk since.
        if (space.FreeBytes() - Math.Min(LargestPiece, upload.Size - offset) <= limits.FreeSpaceReserveBytes)
        {
            throw new RefusedException(ApiRefusals.DiskReserve);
        }

        var file = Open(person, id);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length != offset)
            {
                throw new RefusedException(UploadRefusals.Offset(file.Length));
            }

            if (space.FreeBytes() - Math.Min(upload.Size - offset, LargestPiece) <= limits.FreeSpaceReserveBytes)
            {
                throw new RefusedException(ApiRefusals.DiskReserve);
            }

            file.Position = offset;
            var buffer = new byte[BufferSize];
            int read;
            while ((read = await UploadBody.ReadAsync(piece, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (file.Position + read > upload.Size)
                {
                    throw new RefusedException(UploadRefusals.Longer);
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            return file.Position;
        }
    }

    /// <summary>Finished files as a submission takes them, in the order named, each once.</summary>
    /// <exception cref="RefusedException">One is not there or not finished.</exception>
    public async Task<List<StagedFile>> StageAsync(string person, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var staged = new List<StagedFile>();
        try
        {
            foreach (var id in ids)
            {
                staged.Add(await StageAsync(person, id, cancellationToken).ConfigureAwait(false));
            }

            return staged;
        }
        catch
        {
            Discard(staged);
            throw;
        }
    }

    /// <summary>Removes what a submission was given and did not take with it.</summary>
    public static void Discard(IEnumerable<StagedFile> staged)
    {
        foreach (var file in staged)
        {
            File.Delete(file.Path);
        }
    }

    /// <summary>Removes files of the person; what is not there is no matter.</summary>
    public void Remove(string person, IEnumerable<Guid> ids)
    {
        if (!Directory.Exists(FolderOf(person)))
        {
            return;
        }

        foreach (var id in ids)
        {
            File.Delete(Bytes(person, id));
            File.Delete(Facts(person, id));
        }
    }

    private async Task<StagedFile> StageAsync(string person, Guid id, CancellationToken cancellationToken)
    {
        var upload = Find(person, id);
        if (upload.Offset != upload.Size)
        {
            throw new RefusedException(UploadRefusals.Unfinished(upload.Name));
        }

        // The submission owns what it is given, so it gets a name of its own: another form that names the same upload takes nothing away from it.
        var path = Path.Combine(FolderOf(person), $"{id:N}.{Guid.NewGuid():N}.sent");
        try
        {
            // What is being sent is not what nobody finished.
            File.SetLastWriteTimeUtc(Bytes(person, id), time.GetUtcNow().UtcDateTime);
            TwinFile.Make(Bytes(person, id), path);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan | FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                return new StagedFile(upload.Name, upload.ContentType, null, path, upload.Size, new Digest(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)));
            }
        }
        catch (FileNotFoundException e)
        {
            // Sent or removed a moment ago: there was nothing to make a second name of.
            throw new RefusedException(UploadRefusals.Unknown, e);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private List<Upload> List(string person) => Directory.Exists(FolderOf(person))
        ? [.. Directory.EnumerateFiles(FolderOf(person), "*.json").Select(f => Guid.TryParse(Path.GetFileNameWithoutExtension(f), out var id) ? Read(person, id) : null).OfType<Upload>()]
        : [];

    private Upload? Read(string person, Guid id)
    {
        var bytes = new FileInfo(Bytes(person, id));
        return bytes.Exists && File.Exists(Facts(person, id))
            ? (JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(Facts(person, id))) ?? throw new InvalidDataException("An upload holds null.")) with { Offset = bytes.Length }
            : null;
    }

    private FileStream Open(string person, Guid id)
    {
        try
        {
            return new FileStream(Bytes(person, id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.Asynchronous);
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            // The piece before is still being written: its connection was cut and nobody told the node.
            throw new RefusedException(UploadRefusals.Busy, e);
        }
    }

    private void Sweep()
    {
        var oldest = time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(options.UploadHours);
        var root = Path.Combine(paths.Uploads, "console");
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            foreach (var facts in Directory.EnumerateFiles(folder, "*.json").Where(f => File.GetLastWriteTimeUtc(Path.ChangeExtension(f, ".part")) < oldest).ToList())
            {
                File.Delete(Path.ChangeExtension(facts, ".part"));
                File.Delete(facts);
            }

            // A crash leaves what a submission was given.
            foreach (var given in Directory.EnumerateFiles(folder, "*.sent").Where(f => File.GetLastWriteTimeUtc(f) < oldest).ToList())
            {
                File.Delete(given);
            }
        }
    }

    // A person's id is of our own making: letters and digits.
    private string FolderOf(string person) => Path.Combine(paths.Uploads, "console", person);

    private string Bytes(string person, Guid id) => Path.Combine(FolderOf(person), id.ToString("N") + ".part");

    private string Facts(string person, Guid id) => Path.Combine(FolderOf(person), id.ToString("N") + ".json");
}
