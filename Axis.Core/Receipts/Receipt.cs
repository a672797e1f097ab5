using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Core.Receipts;

/// <summary>A node's statement about one packet (docs/protocol.md §6). Identity = SHA-256 of its canonical bytes.</summary>
public sealed record Receipt
{
    /// <summary>Time-ordered identifier (UUIDv7).</summary>
    public required Guid Id { get; init; }

    /// <summary>What happened.</summary>
    public required ReceiptEvent Event { get; init; }

    /// <summary>Stable reason code when something was refused or failed.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>When, by the issuer's clock (UTC, milliseconds).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The node that states it.</summary>
    public required NodeId Issuer { get; init; }

    /// <summary>SHA-256 of the issuer's seal certificate.</summary>
    public required Digest IssuerCertificate { get; init; }

    /// <summary>SHA-256 of the packet's bytes.</summary>
    public required Digest Packet { get; init; }

    /// <summary>DigestValue of the packet reference; <c>null</c> for a foreign packet.</summary>
    public Digest? Content { get; init; }

    /// <summary>Packet size in bytes.</summary>
    public required long PacketSize { get; init; }

    /// <summary>Document or status.</summary>
    public required PacketKind PacketKind { get; init; }

    /// <summary>Sender of the packet.</summary>
    public required OrganId From { get; init; }

    /// <summary>The document's identifier as the packet gives it.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The delivery that is acknowledged; absent for a submission.</summary>
    public Guid? Delivery { get; init; }

    /// <summary>SHA-256 of the canonical offer, so that a receipt cannot be moved to another delivery.</summary>
    public Digest? Offer { get; init; }

    /// <summary>The node that handed the packet over; absent for a submission.</summary>
    public NodeId? HandedOverBy { get; init; }

    /// <summary>To whom the receipt is issued (a node, or the submitting agency's home node itself).</summary>
    public required NodeId IssuedTo { get; init; }

    /// <summary>The recipients spoken of, sorted by the code as addressed.</summary>
    public required IReadOnlyList<RecipientOutcome> Recipients { get; init; }

    /// <summary>The issuer's verdict on the packet's signature (EN 319 102-1 main indication, with sub-indication after '/').</summary>
    public string? Verdict { get; init; }

    /// <summary>Versions of the directory sections the verdict was made with.</summary>
    public IReadOnlyDictionary<string, long> DirectoryVersions { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Root of the issuer's last sealed journal head.</summary>
    public Digest? JournalHead { get; init; }

    /// <summary>Digest of the receipt that this issuer gave before on the same route.</summary>
    public Digest? Previous { get; init; }

    /// <summary>For a known packet under a new delivery: the receipt of the first one.</summary>
    public Digest? FirstReceipt { get; init; }
}

/// <summary>What became of one recipient.</summary>
/// <param name="Addressed">The code as the packet writes it.</param>
/// <param name="Delivered">The code delivered to (a successor, or the same).</param>
/// <param name="Accepted">Whether the event's statement is a success for this recipient.</param>
/// <param name="Code">Reason code when it is not.</param>
public sealed record RecipientOutcome(OrganId Addressed, OrganId Delivered, bool Accepted, string? Code = null);
