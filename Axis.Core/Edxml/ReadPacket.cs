using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>A packet as the tolerant reader found it.</summary>
/// <param name="Message">The document or status.</param>
/// <param name="Deviations">Every departure from the strict profile, in the catalogue's order, one per row.</param>
/// <param name="Attachments">The files, index for index with <see cref="DocumentMessage.Attachments"/>.</param>
/// <param name="Signature">What the header carries for a signature; nothing here verifies it.</param>
public sealed record ReadPacket(Message Message, IReadOnlyList<Deviation> Deviations, IReadOnlyList<ReadAttachment> Attachments, SignaturePresence Signature)
{
    /// <summary>Whether reading had to repair something: such a packet is never TOTAL-PASSED.</summary>
    public bool Repaired => Deviations.Any(static d => d.Repair);
}

/// <summary>One file of a packet that was read.</summary>
/// <param name="Attachment">How the packet describes it.</param>
/// <param name="ContentIndex">Index given to the sink; <c>null</c> when the packet holds no bytes for it.</param>
/// <param name="Size">Decoded bytes.</param>
/// <param name="Sha256">Digest of the decoded bytes.</param>
/// <param name="Broken">"Tệp hỏng": base64 that ends in error (T31), or no bytes at all.</param>
public sealed record ReadAttachment(Attachment Attachment, int? ContentIndex, long Size, Digest Sha256, bool Broken);

/// <summary>What stands in a header for a signature (edXML §8).</summary>
public enum SignaturePresence
{
    /// <summary>Nothing.</summary>
    Absent = 0,

    /// <summary>An XML signature in its own namespace.</summary>
    XmlSignature,

    /// <summary>A block in another namespace, empty or a dummy: kept, never counted as a signature.</summary>
    Unverifiable,
}
