using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>A packet whose bytes were found to be in the native form, with the digests made in the same pass.</summary>
public sealed record NativePacket
{
    /// <summary>The packet's bytes without the files' base64.</summary>
    public required ReadOnlyMemory<byte> Skeleton { get; init; }

    /// <summary>The skeleton's root; every datum is taken from this tree.</summary>
    public required ElementNode Root { get; init; }

    /// <summary><c>/edXML/edXMLEnvelope/edXMLHeader</c>.</summary>
    public required ElementNode Header { get; init; }

    /// <summary><c>ds:Signature</c>, the last child of the header; <c>null</c> when the packet is not signed.</summary>
    public required ElementNode? Signature { get; init; }

    /// <summary>The files, in the order of the packet.</summary>
    public required IReadOnlyList<NativeFile> Files { get; init; }

    /// <summary>Size of the packet in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of all bytes; <c>null</c> when it was not asked for.</summary>
    public required Digest? PacketDigest { get; init; }

    /// <summary>
    /// SHA-256 of the root without its signature: what <c>Reference URI=""</c> with enveloped-signature and Exclusive C14N digests (XMLDSig §6.6.4);
    /// <c>null</c> when the packet is not signed.
    /// </summary>
    public required Digest? EnvelopedDigest { get; init; }

    /// <summary>Raw bytes of the signature element; empty when the packet is not signed.</summary>
    public ReadOnlyMemory<byte> SignatureBytes => Signature is null ? default : Skeleton[Signature.Start..Signature.End];
}

/// <summary>One file of a packet, as found on the wire.</summary>
/// <param name="Attachment">Its <c>Attachment</c> element.</param>
/// <param name="Offset">Offset of its base64 in the packet.</param>
/// <param name="EncodedLength">Length of its base64 in bytes.</param>
/// <param name="Size">Size of the decoded bytes.</param>
/// <param name="Sha256">Digest of the decoded bytes.</param>
public sealed record NativeFile(ElementNode Attachment, long Offset, long EncodedLength, long Size, Digest Sha256)
{
    /// <summary>The name the sender gave, as data; never a path to write to.</summary>
    public string Name => Attachment.Child(EdxmlNames.Namespace, "AttachmentName")?.Text ?? "";
}

/// <summary>
/// Takes the files' decoded bytes while a packet is read. The bytes come before the packet is known to be in order: nothing may be shown or
/// used until the reading has ended well. Calls come one at a time, in order, from any thread.
/// </summary>
public interface INativeFileSink
{
    /// <summary>Takes the next bytes of the file with this index (from 0).</summary>
    void Write(int file, ReadOnlySpan<byte> decoded);
}

/// <summary>What to do besides checking while a packet is read.</summary>
public sealed record NativeReadOptions
{
    /// <summary>Default: the packet's digest is computed, files are not extracted.</summary>
    public static NativeReadOptions Default { get; } = new();

    /// <summary>Whether to compute the packet's digest; a caller that hashed the bytes as they arrived need not pay again.</summary>
    public bool ComputePacketDigest { get; init; } = true;

    /// <summary>Receives the decoded files in the same pass.</summary>
    public INativeFileSink? Sink { get; init; }

    /// <summary>Largest packet accepted, in bytes.</summary>
    public long MaxBytes { get; init; } = NativeLimits.PacketBytes;
}
