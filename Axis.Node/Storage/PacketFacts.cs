using System.Text.Json.Serialization;

namespace Axis.Node.Storage;

/// <summary>Facts of a packet for people (DOC-08). Serialised as JSON.</summary>
public sealed record PacketFacts
{
    public string? FromName { get; init; }

    public string? CodeNumber { get; init; }

    public string? CodeNotation { get; init; }

    /// <summary>Số/ký hiệu as people write it; empty when the packet bears neither.</summary>
    [JsonIgnore]
    public string Code => string.IsNullOrEmpty(CodeNotation) ? CodeNumber ?? "" : $"{CodeNumber}/{CodeNotation}";

    public DateOnly? PromulgationDate { get; init; }

    public string? TypeName { get; init; }

    public string? Subject { get; init; }

    public string? SignerFullName { get; init; }

    public string? SignerPosition { get; init; }

    /// <summary>When its sender sent it, as the packet states.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public int Priority { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary><c>BussinessDocType</c> 0…3.</summary>
    public int BusinessDocType { get; init; }

    /// <summary><c>BussinessDocReason</c>: why kinds 1–3 change it.</summary>
    public string? Reason { get; init; }

    /// <summary>Document changed by kinds 1–3.</summary>
    public string? TargetDocumentId { get; init; }

    public bool Paper { get; init; }

    /// <summary>Số bản phát hành.</summary>
    public int PromulgationAmount { get; init; }

    /// <summary>Số trang.</summary>
    public int PageAmount { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<StoredAttachment> Attachments { get; init; } = [];

    /// <summary>Warnings of reading and of the rules, as codes with sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Status packets: code and description.</summary>
    public string? StatusCode { get; init; }

    public string? Description { get; init; }
}
