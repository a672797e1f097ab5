using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>The bytes of a file that goes into a packet; size and digest are known before they are read and are checked while they are.</summary>
public interface IAttachmentContent
{
    /// <summary>Size in bytes.</summary>
    long Size { get; }

    /// <summary>Digest of the bytes.</summary>
    Digest Sha256 { get; }

    /// <summary>Opens the bytes from the start; the caller disposes the stream.</summary>
    Stream OpenRead();
}

/// <summary>A file in memory.</summary>
public sealed class AttachmentBytes : IAttachmentContent
{
    private readonly byte[] _bytes;

    /// <summary>Takes the bytes, which must not change afterwards.</summary>
    public AttachmentBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
        Sha256 = Digest.Of(bytes);
    }

    /// <inheritdoc/>
    public long Size => _bytes.Length;

    /// <inheritdoc/>
    public Digest Sha256 { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public Stream OpenRead() => new MemoryStream(_bytes, writable: false);
}
