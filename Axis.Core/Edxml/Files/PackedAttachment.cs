using Axis.Core.Packets;

namespace Axis.Core.Edxml.Files;

/// <summary>A file made ready for the wire.</summary>
/// <param name="Attachment">How manifest and attachment block describe it.</param>
/// <param name="Size">Bytes as carried, before base64.</param>
/// <param name="Sha256">Digest of the bytes as carried.</param>
public sealed record PackedAttachment(Attachment Attachment, long Size, Digest Sha256);
