using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One stored packet.</summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Content">DigestValue of the packet reference; <c>null</c> for a foreign packet.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="Native">Native form.</param>
/// <param name="Size">Bytes.</param>
/// <param name="From">Sender.</param>
/// <param name="DocumentId">The document spoken of.</param>
/// <param name="StoredAt">When this node stored it.</param>
/// <param name="Inline">Whether the bytes live in the row.</param>
/// <param name="Submission">Set when it was submitted at this node; orders the outbox list (UUIDv7).</param>
/// <param name="Facts">What lists and pages show; kept beside the bytes so that no list opens a packet.</param>
public sealed record PacketRow(
    Digest Digest,
    Digest? Content,
    PacketKind Kind,
    bool Native,
    long Size,
    OrganId From,
    string DocumentId,
    DateTimeOffset StoredAt,
    bool Inline,
    Guid? Submission,
    PacketFacts Facts)
{
    /// <summary>Packets up to this size, in bytes, live in their row; larger ones in a file named by digest.</summary>
    public const int InlineBytes = 64 * 1024;
}
