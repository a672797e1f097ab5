using Axis.Core.Packets;

namespace Axis.Core.Edxml.Files;

/// <summary>What was done with one file's bytes.</summary>
public enum UnpackAction
{
    /// <summary>The bytes are the file.</summary>
    Kept = 0,

    /// <summary>The bytes were a one-entry zip and the entry is the file.</summary>
    Unwrapped,

    /// <summary>The bytes are a one-entry zip over the limits; kept closed.</summary>
    KeptOverLimit,

    /// <summary>The bytes are a one-entry zip that cannot be opened (damaged, encrypted, unknown method); kept closed.</summary>
    KeptUnreadable,
}

/// <summary>A file as its reader gets it.</summary>
/// <param name="Action">What was done.</param>
/// <param name="SafeName">Name to store it under.</param>
/// <param name="EntryName">The entry's own name, data only, when it was unwrapped.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="Sha256">Digest of the file's bytes (edXML §7.4.7).</param>
/// <param name="Damaged">"Tệp hỏng": not to be accepted without a person's look.</param>
/// <param name="Deviations">What the sender did unlike the profile.</param>
public sealed record UnpackedAttachment(
    UnpackAction Action,
    string SafeName,
    string? EntryName,
    long Size,
    Digest Sha256,
    bool Damaged,
    IReadOnlyList<Deviation> Deviations);
