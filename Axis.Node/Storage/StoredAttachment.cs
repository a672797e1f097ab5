namespace Axis.Node.Storage;

/// <summary>One file of a stored packet.</summary>
/// <param name="Index">Position in the packet.</param>
/// <param name="Name">The sender's name for it, data only.</param>
/// <param name="SafeName">A name that every file system takes.</param>
/// <param name="ContentType">Label on the wire.</param>
/// <param name="Size">Bytes as carried (decoded base64).</param>
/// <param name="Sha256">Digest of the bytes as carried, hexadecimal.</param>
/// <param name="Description">The sender's words, or the original name where it is not a safe one; data only.</param>
public sealed record StoredAttachment(int Index, string Name, string SafeName, string ContentType, long Size, string Sha256, string? Description = null);
