using Axis.Core.Agencies;

namespace Axis.Core.Packets;

/// <summary>A document packet's header and manifest (edXML §5). Text lengths are checked by the rules, not here.</summary>
public sealed record DocumentMessage : Message
{
    /// <inheritdoc/>
    public override PacketKind Kind => PacketKind.Document;

    /// <summary>The receiving agencies, each once.</summary>
    public required IReadOnlyList<Organ> To { get; init; }

    /// <summary>Opaque, case-sensitive; unique only together with the sender (edXML §4.1).</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số.</summary>
    public required string CodeNumber { get; init; }

    /// <summary>Ký hiệu.</summary>
    public required string CodeNotation { get; init; }

    /// <summary>Địa danh.</summary>
    public string? Place { get; init; }

    /// <summary>Ngày ban hành; absent when unreadable.</summary>
    public DateOnly? PromulgationDate { get; init; }

    /// <summary>Type, detail and name (edXML §6.4); the name is authoritative.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>Trích yếu.</summary>
    public required string Subject { get; init; }

    /// <summary>Abstract, usually a copy of the subject.</summary>
    public string? Content { get; init; }

    /// <summary>Quyền hạn ký (DOC-10).</summary>
    public string? SignerCompetence { get; init; }

    /// <summary>Chức vụ.</summary>
    public string? SignerPosition { get; init; }

    /// <summary>Họ tên người ký.</summary>
    public string? SignerFullName { get; init; }

    /// <summary>Hạn trả lời / xử lý.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Mức độ khẩn 0…4 (edXML §6.1).</summary>
    public int Priority { get; init; }

    /// <summary>Scope of issue.</summary>
    public string? SphereOfPromulgation { get; init; }

    /// <summary>Ký hiệu người soạn thảo.</summary>
    public string? TyperNotation { get; init; }

    /// <summary>Số bản phát hành.</summary>
    public int PromulgationAmount { get; init; }

    /// <summary>Số trang.</summary>
    public int PageAmount { get; init; }

    /// <summary>Free-text list of documents answered.</summary>
    public string? ReplyFors { get; init; }

    /// <summary>Meaning unverified; always written.</summary>
    public bool Direction { get; init; }

    /// <summary>Free-text list of related codes.</summary>
    public string? ReferenceCodes { get; init; }

    /// <summary>Names of appendices.</summary>
    public IReadOnlyList<string> Appendixes { get; init; } = [];

    /// <summary>Documents answered; in a recall the documents recalled (edXML §10).</summary>
    public IReadOnlyList<ResponseFor> ResponseFor { get; init; } = [];

    /// <summary>0 none, 1 steering, 2 report (edXML §6.2); never drives workflow.</summary>
    public int SteeringType { get; init; }

    /// <summary>Codes of assigned tasks that are answered.</summary>
    public IReadOnlyList<string> TaskCodes { get; init; } = [];

    /// <summary>Originating application class.</summary>
    public string? ApplicationType { get; init; }

    /// <summary>"Nơi nhận" lines as printed.</summary>
    public IReadOnlyList<string> ToPlaces { get; init; } = [];

    /// <summary>Systems that handled the packet, oldest first; the sender writes the first.</summary>
    public IReadOnlyList<TraceHeader> TraceHeaders { get; init; } = [];

    /// <summary>New, recall, update or replacement.</summary>
    public required Business Business { get; init; }

    /// <summary>The files, in manifest order, without their bytes.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<OrganId> Addressees => [.. To.Select(static o => o.OrganId)];

    /// <inheritdoc/>
    public override IReadOnlyList<OrganId> ConcernedAgencies =>
        Business is Update { Receivers.Count: > 0 } update ? [.. Addressees.Union(update.Receivers.Select(static r => r.OrganId))] : Addressees;

    /// <summary>Số/ký hiệu as people write it.</summary>
    public string Code => CodeNotation.Length == 0 ? CodeNumber : CodeNumber + "/" + CodeNotation;
}

/// <summary>edXML §6.4.</summary>
public sealed record DocumentType(int Type, int? TypeDetail, string TypeName);

/// <summary>A document that is answered or changed (<c>ResponseFor</c>).</summary>
public sealed record ResponseFor(OrganId OrganId, string? Code, string? DocumentId, DateOnly? PromulgationDate);

/// <summary>One system that handled the packet; the time is Vietnam local on the wire.</summary>
public sealed record TraceHeader(OrganId OrganId, DateTimeOffset? Timestamp);

/// <summary>The clerk who acts (<c>StaffInfo</c>).</summary>
public sealed record StaffInfo(
    string? Department = null,
    string? DepartmentId = null,
    string? Staff = null,
    string? StaffId = null,
    string? Email = null,
    string? Mobile = null);

/// <summary>One file of a document as its manifest and attachment block describe it (edXML §5.4, §7).</summary>
/// <param name="ContentId">Without the leading <c>cid:</c>.</param>
/// <param name="Name">The name the sender gave, kept as data.</param>
/// <param name="ContentType">The label on the wire (unreliable).</param>
/// <param name="Description">Free text.</param>
public sealed record Attachment(string ContentId, string Name, string ContentType, string? Description);
