using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>One line of an inbox.</summary>
/// <param name="Id">Key of the item.</param>
/// <param name="Packet">Digest of the packet.</param>
/// <param name="Recipient">The agency delivered to.</param>
/// <param name="Addressed">As the packet writes it; differs after a succession (REF-03).</param>
/// <param name="ArrivedAt">When it was filed.</param>
/// <param name="State"><c>01</c>…<c>06</c>, or <c>HELD</c>.</param>
/// <param name="StateName">Its Vietnamese name.</param>
/// <param name="Badge">What the clerk sees of the verdict, e.g. <c>hợp lệ</c>.</param>
/// <param name="Verdict">EN 319 102-1 text of the verdict at reception.</param>
/// <param name="Flags">Codes of what a clerk must know, with their sentences.</param>
/// <param name="ArrivalYear">Year of the số đến.</param>
/// <param name="ArrivalNumber">Số đến.</param>
/// <param name="FetchedAt">When the agency's software fetched it.</param>
/// <param name="Document">What it says.</param>
public sealed record InboxItemView(
    Guid Id,
    string Packet,
    string Recipient,
    string Addressed,
    DateTimeOffset ArrivedAt,
    string State,
    string StateName,
    string Badge,
    string Verdict,
    IReadOnlyList<Warning> Flags,
    int? ArrivalYear,
    long? ArrivalNumber,
    DateTimeOffset? FetchedAt,
    DocumentFacts Document)
{
    /// <summary>The newest verdict, which the badge follows; the same as <see cref="Verdict"/> until one was made later.</summary>
    public string? LatestVerdict { get; init; }

    /// <summary>Why it was delivered here though another agency is addressed, for people; <c>null</c> when it is the same.</summary>
    public string? Redirection { get; init; }

    /// <summary>When the newest verdict was made.</summary>
    public DateTimeOffset? LatestVerdictAt { get; init; }

    /// <summary>The last recall, take-back, update or replacement that concerns it; <c>null</c> when there is none.</summary>
    public ChangeView? Change { get; init; }

    /// <summary>How far it has come at the agency's software, for people; <c>null</c> when no software fetches for the agency.</summary>
    public string? Handover { get; init; }

    /// <summary>What has to be done next, and until when; <c>null</c> when nothing is due.</summary>
    public DeadlineView? Deadline { get; init; }

    /// <summary>What the document is worth by the signatures in its files (SND-02).</summary>
    public StandingView? Standing { get; init; }
}

/// <summary>One received document with everything known of it (DOC-08).</summary>
/// <param name="Item">The line of the inbox.</param>
/// <param name="Size">Packet size in bytes.</param>
/// <param name="Native">Native form and signature.</param>
/// <param name="RecipientName">Name of the agency delivered to.</param>
/// <param name="Warnings">Warnings of reading and of the rules.</param>
/// <param name="Verdicts">Verdicts on its signature, oldest first.</param>
/// <param name="Receipts">Receipts about it.</param>
/// <param name="Statuses">What this side answered, oldest first.</param>
public sealed record InboxDetail(
    InboxItemView Item,
    long Size,
    bool Native,
    string? RecipientName,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<VerdictView> Verdicts,
    IReadOnlyList<ReceiptView> Receipts,
    IReadOnlyList<TrackingEvent> Statuses)
{
    /// <summary>Judgements of the document's value by the signatures in its PDFs, oldest first; empty while none was made or when it has no PDF.</summary>
    public IReadOnlyList<LegalValueView> LegalValues { get; init; } = [];

    /// <summary>Recalls, take-backs, updates and replacements that concern it, oldest first.</summary>
    public IReadOnlyList<ChangeView> Changes { get; init; } = [];

    /// <summary>Its duties with their deadlines, settled ones too (URG-01…07).</summary>
    public IReadOnlyList<DeadlineView> Deadlines { get; init; } = [];

    /// <summary>How long its signature is proved here; <c>null</c> without a packet signature.</summary>
    public SignatureLevelView? SignatureLevel { get; init; }

    /// <summary>When the sender's node took it, by that node's receipt; without it as the packet states, and <c>null</c> when it does not.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Who has to solve it: every version, oldest first (RCV-09).</summary>
    public IReadOnlyList<AssignmentView> Assignments { get; init; } = [];
}

/// <summary>An answer of the receiving agency's clerk (edXML §6.5).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnswerStatus
{
    /// <summary>02 từ chối, 03 tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành.</summary>
    public required string Code { get; init; }

    /// <summary>For 02: SAI_NOI_NHAN, SAI_THAM_QUYEN, THIEU_TEP, TEP_HONG, KY_SO_KHONG_HOP_LE, SAI_THE_THUC, TRUNG, CO_DAU_HIEU_MAT or KHAC (RCV-02).</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Reason or remark, up to 1000 characters; required for 02 (STA-04).</summary>
    public string? Description { get; init; }

    /// <summary>The clerk; for 04 with an assignment, who leads.</summary>
    public StaffFields? Staff { get; init; }

    /// <summary>Only with 04: who solves it, with whom, how and until when (RCV-09); a later 04 is a new version.</summary>
    public AssignWork? Assignment { get; init; }
}

/// <summary>The answer was signed and is on its way to the sender.</summary>
/// <param name="Item">The inbox item.</param>
/// <param name="State">State after.</param>
/// <param name="StateName">Its Vietnamese name.</param>
/// <param name="Packet">Digest of the status packet.</param>
/// <param name="ArrivalNumber">Số đến given on acceptance.</param>
/// <param name="Warnings">What the clerk should know.</param>
public sealed record AnswerResult(Guid Item, string State, string StateName, string Packet, long? ArrivalNumber, IReadOnlyList<Warning> Warnings);
