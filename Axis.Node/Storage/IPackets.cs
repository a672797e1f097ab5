using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Packets by identity. Bytes up to 64 KiB live in the row, larger ones in a file named by digest.</summary>
public interface IPackets
{
    /// <summary>Adds the packet; <c>false</c> when it is already here (same digest), and nothing changes.</summary>
    /// <param name="row">What is known of it.</param>
    /// <param name="inlineBytes">Its bytes when <see cref="PacketRow.Inline"/>; otherwise the file is already durable.</param>
    bool Add(PacketRow row, ReadOnlyMemory<byte>? inlineBytes);

    PacketRow? Find(Digest packet);

    /// <summary>The bytes of an inline packet.</summary>
    byte[]? ReadInline(Digest packet);

    /// <summary>Packets by sender and document identifier, newest first (a document, its updates and recalls).</summary>
    IReadOnlyList<PacketRow> FindByDocument(OrganId from, string documentId);

    /// <summary>Documents submitted at this node by the agencies, newest first, paged by key.</summary>
    IReadOnlyList<PacketRow> ListSubmitted(IReadOnlyCollection<OrganId>? agencies, Guid? before, int limit);

    /// <summary>Appends a verdict; earlier ones stay (design §5).</summary>
    void AddVerdict(VerdictRow verdict);

    /// <summary>Verdicts on a packet, oldest first.</summary>
    IReadOnlyList<VerdictRow> Verdicts(Digest packet);

    /// <summary>Whether any row names the packet (for the sweeper).</summary>
    bool Exists(Digest packet);
}

/// <summary>One stored packet.</summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Content">DigestValue of the packet reference; <c>null</c> for a foreign packet.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="Native">Native form (design §5).</param>
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
    PacketFacts Facts);

/// <summary>Facts of a packet for people (DOC-08). Serialised as JSON.</summary>
public sealed record PacketFacts
{
    public string? FromName { get; init; }

    public string? CodeNumber { get; init; }

    public string? CodeNotation { get; init; }

    public DateOnly? PromulgationDate { get; init; }

    public string? TypeName { get; init; }

    public string? Subject { get; init; }

    public string? SignerFullName { get; init; }

    public string? SignerPosition { get; init; }

    public int Priority { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary><c>BussinessDocType</c> 0…3.</summary>
    public int BusinessDocType { get; init; }

    /// <summary>Document changed by kinds 1–3.</summary>
    public string? TargetDocumentId { get; init; }

    public bool Paper { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<StoredAttachment> Attachments { get; init; } = [];

    /// <summary>Warnings of reading and of the rules, as codes with sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Status packets: code and description.</summary>
    public string? StatusCode { get; init; }

    public string? Description { get; init; }
}

/// <summary>One file of a stored packet.</summary>
/// <param name="Index">Position in the packet.</param>
/// <param name="Name">The sender's name for it, data only.</param>
/// <param name="SafeName">A name that every file system takes.</param>
/// <param name="ContentType">Label on the wire.</param>
/// <param name="Size">Bytes as carried (decoded base64).</param>
/// <param name="Sha256">Digest of the bytes as carried, hexadecimal.</param>
public sealed record StoredAttachment(int Index, string Name, string SafeName, string ContentType, long Size, string Sha256);

/// <summary>One verdict on a packet.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="At">When judged.</param>
/// <param name="Verdict">EN 319 102-1 text.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="DirectoryVersions">Section versions, as JSON.</param>
/// <param name="ReportJson">The whole report.</param>
public sealed record VerdictRow(Digest Packet, DateTimeOffset At, string Verdict, string Policy, string DirectoryVersions, string ReportJson);
