using System.Runtime.InteropServices;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>
/// Large packets as files named by digest. A file is written under a temporary name, fsynced, renamed, and its directory fsynced, before any row names it.
/// </summary>
public interface IPacketFiles
{
    /// <summary>A new temporary file to write into.</summary>
    FileStream CreateTemporary();

    /// <summary>Makes the temporary file durable under its digest. An existing file of the digest is kept. The stream is closed.</summary>
    Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken);

    /// <summary>Drops a temporary file.</summary>
    void Discard(FileStream temporary);

    /// <summary>Opens a kept packet for sequential reading.</summary>
    /// <exception cref="FileNotFoundException">No file of that digest.</exception>
    FileStream OpenRead(Digest digest);

    /// <summary>Opens a packet for sequential reading: its bytes where they are in memory, otherwise its file.</summary>
    /// <param name="digest">The packet.</param>
    /// <param name="small">The bytes of a small packet, or <c>null</c>.</param>
    /// <exception cref="FileNotFoundException">It is not in memory, and there is no file of that digest.</exception>
    Stream Open(Digest digest, ReadOnlyMemory<byte>? small) =>
        small is not { } bytes ? OpenRead(digest)
        : MemoryMarshal.TryGetArray(bytes, out var held) ? new MemoryStream(held.Array!, held.Offset, held.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Opens (creating if needed) the partial file of an upload for appending at the offset; bytes beyond it are cut off.</summary>
    FileStream OpenPartial(string fileName, long offset);

    /// <summary>Bytes that a partial file holds; zero when there is none.</summary>
    long PartialLength(string fileName);

    void DeletePartial(string fileName);

    /// <summary>Every partial file with the time it was last written.</summary>
    IEnumerable<(string FileName, DateTimeOffset WrittenAt)> EnumeratePartials();

    /// <summary>Digests of kept files with their last write time, for the sweeper.</summary>
    IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate();

    void Delete(Digest digest);

    /// <summary>Free bytes on the volume.</summary>
    long FreeBytes();
}
