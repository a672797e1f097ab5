using System.Buffers;
using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Offline;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Api;

/// <summary>
/// Where uploads lie while their request is worked on: small ones in memory, as far as a fixed amount for all requests goes, others in a folder. Files have
/// names of our own, are hashed while they are written and are removed with the request; what a crash left behind is removed at start.
/// </summary>
public sealed class UploadStage : IScratchFiles
{
    /// <summary>Largest file held in memory. Most documents are smaller, and making a file costs more than anything else about them.</summary>
    public const int LargestHeld = 64 * 1024;

    /// <summary>Bytes held in memory at most, over all requests (promise: memory is flat).</summary>
    public const long MostHeld = 16L << 20;

    private const int BufferSize = 128 * 1024;
    private readonly string _folder;
    private readonly LimitOptions _limits;
    private readonly IPacketFiles _files;
    private readonly ILogger<UploadStage> _logger;
    private long _held;

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

    /// <summary>Takes a stream; memory stays flat.</summary>
    /// <exception cref="RefusedException">The stream is longer than the limit, or the disk reserve is reached.</exception>
    public async Task<StagedFile> StageAsync(Stream source, string name, string contentType, string? description, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        EnsureRoom(0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var first = await FillAsync(source, buffer.AsMemory(0, LargestHeld + 1), cancellationToken).ConfigureAwait(false);
            if (first > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            if (first <= LargestHeld && Hold(first))
            {
                var held = buffer.AsSpan(0, first).ToArray();
                return new StagedFile(name, contentType, description, "", first, Digest.Of(held)) { Held = held };
            }

            var path = System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N"));
            var kept = false;
            try
            {
                var (size, digest) = await WriteAsync(source, path, buffer, first, maxBytes, cancellationToken).ConfigureAwait(false);
                kept = true;
                return new StagedFile(name, contentType, description, path, size, digest);
            }
            finally
            {
                if (!kept)
                {
                    Remove(path);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A scratch file that disappears when it is closed. It is filled through <see cref="Reserving"/> where its length is not known before.</summary>
    /// <param name="expectedBytes">How much will be written into it, as far as is known.</param>
    /// <exception cref="RefusedException">There is no room for so much above the disk reserve.</exception>
    public FileStream CreateScratch(long expectedBytes)
    {
        EnsureRoom(expectedBytes);
        return new FileStream(System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N")), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = BufferSize,
        });
    }

    /// <summary>Takes the bytes of a scratch file as long as the disk reserve is not reached; writing then ends with a refusal.</summary>
    public Stream Reserving(FileStream scratch) => new ReservingStream(scratch, EnsureRoom);

    /// <inheritdoc/>
    FileStream IScratchFiles.Create() => CreateScratch(0);

    /// <inheritdoc/>
    Stream IScratchFiles.Filling(FileStream file) => Reserving(file);

    /// <summary>Removes staged files.</summary>
    public void Discard(IEnumerable<StagedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files)
        {
            if (file.Held is { } held)
            {
                Interlocked.Add(ref _held, -held.Length);
            }
            else
            {
                Remove(file.Path);
            }
        }
    }

    private static async Task<int> FillAsync(Stream source, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        int read;
        while (filled < buffer.Length && (read = await UploadBody.ReadAsync(source, buffer[filled..], cancellationToken).ConfigureAwait(false)) > 0)
        {
            filled += read;
        }

        return filled;
    }

    private async Task<(long Size, Digest Digest)> WriteAsync(Stream source, string path, byte[] buffer, int first, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
        await using (file.ConfigureAwait(false))
        {
            using var reserving = new ReservingStream(file, EnsureRoom);
            long size = 0;
            for (var read = first; read > 0; read = await UploadBody.ReadAsync(source, buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false))
            {
                size += read;
                if (size > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                hash.AppendData(buffer, 0, read);
                await reserving.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            return (size, Digest.Finish(hash));
        }
    }

    private bool Hold(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= MostHeld)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    private static RefusedException TooLarge(long maxBytes) => new(new Refusal(
        RefusalKind.TooLarge,
        "FILE_TOO_LARGE",
        $"Tệp lớn hơn giới hạn {maxBytes} byte của nút; hãy chia nhỏ hoặc gửi bằng cách khác.",
        $"The file is over the node's limit of {maxBytes} bytes."));

    private void EnsureRoom(long bytes) => DiskRoom.Demand(_files, _limits, bytes);

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
