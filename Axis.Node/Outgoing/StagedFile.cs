using Axis.Core.Packets;

namespace Axis.Node.Outgoing;

/// <summary>An uploaded file, on the node's disk or, a small one, in memory; it belongs to the request and is removed when that ends.</summary>
/// <param name="Name">The name the sender gave: data only, never a path.</param>
/// <param name="ContentType">The label the sender gave.</param>
/// <param name="Description">Free text.</param>
/// <param name="Path">Where the bytes lie; empty when they are in memory.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Digest of the bytes.</param>
public sealed record StagedFile(string Name, string ContentType, string? Description, string Path, long Size, Digest Sha256)
{
    /// <summary>The bytes of a small file; <c>null</c> when they are on disk.</summary>
    public byte[]? Held { get; init; }

    /// <summary>Opens the bytes from the start; the caller disposes the stream.</summary>
    public Stream OpenRead() => Held is { } bytes
        ? new MemoryStream(bytes, writable: false)
        : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan | FileOptions.Asynchronous);
}
