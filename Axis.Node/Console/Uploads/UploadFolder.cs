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
/// us; what nobody finished or sent is removed after a while (<see cref="SweepUploads"/>). Memory stays flat: bytes go straight to disk.
/// </summary>
internal sealed class UploadFolder(NodePaths paths, LimitOptions limits, ConsoleOptions options, IPacketFiles space, TimeProvider time)
{
    /// <summary>Largest piece of one request.</summary>
    public const long LargestPiece = 16L << 20;

    /// <summary>How many of the largest documents one person's files may make up: a few forms are open at a time, and forms that were left lie here until they are swept.</summary>
    public const int MostForms = 3;

    private const int BufferSize = 128 * 1024;
    private const int MaxName = 1000;

    /// <summary>Announces a file.</summary>
    /// <param name="person">Whose it is.</param>
    /// <param name="name">The name the sender gave.</param>
    /// <param name="contentType">The label the browser gave.</param>
    /// <param name="size">Bytes that will come.</param>
    /// <param name="others">What the form already holds, as far as the browser says; what is sent is counted again.</param>
    /// <exception cref="RefusedException">Too large, too many, or no room.</exception>
    public Upload Begin(string person, string name, string contentType, long size, FormFiles others = default)
    {
        if (size < 0 || size > limits.MaxFileBytes || size > limits.MaxPacketBytes - others.Size)
        {
            throw new RefusedException(UploadRefusals.TooLarge(limits.MaxFileBytes));
        }

        if (others.Count >= limits.MaxFiles)
        {
            throw new RefusedException(UploadRefusals.TooMany(limits.MaxFiles));
        }

        var here = List(person);
        if (here.Sum(static u => u.Size) + size > MostForms * limits.MaxPacketBytes || here.Count >= MostForms * limits.MaxFiles)
        {
            throw new RefusedException(UploadRefusals.Left([.. here.OrderBy(static u => u.Id).Select(static u => u.Name)], options.UploadHours));
        }

        DiskRoom.Demand(space, limits, size);
        var upload = new Upload(Guid.CreateVersion7(time.GetUtcNow()), name.Length > MaxName ? name[..MaxName] : name, contentType, size, 0);
        Directory.CreateDirectory(FolderOf(person));

        // The bytes' file first: by its age everything of the upload is kept or swept. The facts appear whole, for another announcement may be counting.
        using var file = new FileStream(Bytes(person, upload.Id), FileMode.CreateNew);
        var written = Path.ChangeExtension(Facts(person, upload.Id), ".new");
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(upload));
        File.Move(written, Facts(person, upload.Id));
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
        var file = Open(person, id);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length != offset)
            {
                throw new RefusedException(UploadRefusals.Offset(file.Length));
            }

            // Room was there when the file was announced; others have filled the disk since.
            DiskRoom.Demand(space, limits, Math.Min(upload.Size - offset, LargestPiece));
            file.Position = offset;
            return offset + await UploadBody.CopyAsync(piece, file, upload.Size - offset, static () => UploadRefusals.Longer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finished files as a submission takes them, in the order named, each once.</summary>
    /// <exception cref="RefusedException">One is not there or not finished, or they are too large together.</exception>
    public async Task<List<StagedFile>> StageAsync(string person, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var uploads = ids.Select(id => Find(person, id)).ToList();
        if (uploads.Find(static u => u.Offset != u.Size) is { } unfinished)
        {
            throw new RefusedException(UploadRefusals.Unfinished(unfinished.Name));
        }

        if (uploads.Sum(static u => u.Size) > limits.MaxPacketBytes)
        {
            throw new RefusedException(UploadRefusals.TooLarge(limits.MaxFileBytes));
        }

        var staged = new List<StagedFile>();
        try
        {
            foreach (var upload in uploads)
            {
                staged.Add(await StageAsync(person, upload, cancellationToken).ConfigureAwait(false));
            }
        }
        catch
        {
            Discard(staged);
            throw;
        }

        return staged;
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

    private List<Upload> List(string person) => Directory.Exists(FolderOf(person))
        ? [.. Directory.EnumerateFiles(FolderOf(person), "*.json").Select(f => Guid.TryParse(Path.GetFileNameWithoutExtension(f), out var id) ? Read(person, id) : null).OfType<Upload>()]
        : [];

    private Upload? Read(string person, Guid id)
    {
        var bytes = new FileInfo(Bytes(person, id));
        try
        {
            return bytes.Exists ? (JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(Facts(person, id))) ?? throw new InvalidDataException("An upload holds null.")) with { Offset = bytes.Length } : null;
        }
        catch (FileNotFoundException)
        {
            // Removed, or not announced to its end.
            return null;
        }
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

    // The submission owns what it is given, so it gets a name of its own: one of this attempt alone, for two presses may be under way at once.
    private async Task<StagedFile> StageAsync(string person, Upload upload, CancellationToken cancellationToken)
    {
        var bytes = Bytes(person, upload.Id);
        var path = Path.ChangeExtension(bytes, $".{Guid.NewGuid():N}.sent");

        // What is being sent is young again, so that nothing is swept from under the submission.
        try
        {
            File.SetLastWriteTimeUtc(bytes, time.GetUtcNow().UtcDateTime);
            TwinFile.Make(bytes, path);
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

    // A person's id is of our own making: letters and digits.
    private string FolderOf(string person) => Path.Combine(SweepUploads.RootOf(paths), person);

    private string Bytes(string person, Guid id) => Path.Combine(FolderOf(person), id.ToString("N") + ".part");

    private string Facts(string person, Guid id) => Path.Combine(FolderOf(person), id.ToString("N") + ".json");
}
