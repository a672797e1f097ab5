using System.Buffers;
using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Api;

/// <summary>
/// Folder where uploads lie while their request is worked on. Files have names of our own, are hashed while they are written and are removed with the
/// request; what a crash left behind is removed at start.
/// </summary>
public sealed class UploadStage
{
    private const int BufferSize = 128 * 1024;
    private readonly string _folder;
    private readonly LimitOptions _limits;
    private readonly IPacketFiles _files;
    private readonly ILogger<UploadStage> _logger;

    /// <summary>Opens the folder and empties it.</summary>
    public UploadStage(string folder, LimitOptions limits, IPacketFiles files, ILogger<UploadStage> logger)
    {
        _folder = folder;
        _limits = limits;
        _files = files;
        _logger = logger;
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder))
        {
            Remove(left);
        }
    }

    /// <summary>Writes a stream to a new file; memory stays flat.</summary>
    /// <exception cref="RefusedException">The stream is longer than the limit, or the disk reserve is reached.</exception>
    public async Task<StagedFile> StageAsync(Stream source, string name, string contentType, string? description, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        EnsureRoom();
        var path = System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var kept = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                var sinceCheck = 0L;
                int read;
                while ((read = await UploadBody.ReadAsync(source, buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    size += read;
                    sinceCheck += read;
                    if (size > maxBytes)
                    {
                        throw new RefusedException(new Refusal(RefusalKind.TooLarge, "FILE_TOO_LARGE", $"Tệp lớn hơn giới hạn {maxBytes} byte của nút; hãy chia nhỏ hoặc gửi bằng cách khác.", $"The file is over the node's limit of {maxBytes} bytes."));
                    }

                    if (sinceCheck > 64L << 20)
                    {
                        EnsureRoom();
                        sinceCheck = 0;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }

            kept = true;
            return new StagedFile(name, contentType, description, path, size, Digest.Finish(hash));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!kept)
            {
                Remove(path);
            }
        }
    }

    /// <summary>A scratch file that disappears when it is closed.</summary>
    public FileStream CreateScratch() => new(System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N")), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        BufferSize = BufferSize,
    });

    /// <summary>Removes staged files.</summary>
    public void Discard(IEnumerable<StagedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files)
        {
            Remove(file.Path);
        }
    }

    private void EnsureRoom()
    {
        if (_files.FreeBytes() <= _limits.FreeSpaceReserveBytes)
        {
            throw new RefusedException(ApiRefusals.DiskReserve);
        }
    }

    private void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.StagedFileStays(_logger, System.IO.Path.GetFileName(path), e);
        }
    }
}
