namespace Axis.Core.Contracts;

/// <summary>A receipt with its place under a seal: everything needed to check it without the node.</summary>
public sealed record ReceiptView
{
    /// <summary>SHA-256 of the receipt's bytes.</summary>
    public required string Digest { get; init; }

    /// <summary>Event name (EN 319 522).</summary>
    public required string Event { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string EventName { get; init; }

    /// <summary>When, by the issuer's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The node that states it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The packet spoken of.</summary>
    public required string Packet { get; init; }

    /// <summary>The issuer's verdict on the packet's signature.</summary>
    public string? Verdict { get; init; }

    /// <summary>Stable reason code when something was refused or failed.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The recipients spoken of.</summary>
    public required IReadOnlyList<ReceiptRecipientView> Recipients { get; init; }

    /// <summary>Base64 of the canonical receipt.</summary>
    public required string Bytes { get; init; }

    /// <summary>Leaf index in the sealed tree (RFC 6962).</summary>
    public required long Index { get; init; }

    /// <summary>Audit path from the leaf to the root.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Base64 of the seal (XML with an XML signature).</summary>
    public required string Seal { get; init; }
}

/// <summary>What a receipt says of one recipient.</summary>
public sealed record ReceiptRecipientView(string Addressed, string Delivered, bool Accepted, string? Code);
