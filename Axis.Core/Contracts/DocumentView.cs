namespace Axis.Core.Contracts;

/// <summary>What is shown of a document (DOC-08; QĐ 28/2018 Điều 10.2).</summary>
public sealed record DocumentFacts
{
    /// <summary>Mã định danh cơ quan gửi.</summary>
    public required string From { get; init; }

    /// <summary>Tên cơ quan gửi.</summary>
    public string? FromName { get; init; }

    /// <summary>Mã định danh văn bản.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số/ký hiệu.</summary>
    public string? Code { get; init; }

    /// <summary>Ngày ban hành.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Tên loại.</summary>
    public string? TypeName { get; init; }

    /// <summary>Trích yếu.</summary>
    public string? Subject { get; init; }

    /// <summary>Người ký.</summary>
    public string? Signer { get; init; }

    /// <summary>Chức vụ người ký.</summary>
    public string? SignerPosition { get; init; }

    /// <summary>Mức độ khẩn 0…4.</summary>
    public int Priority { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string PriorityName { get; init; }

    /// <summary>Hạn trả lời / xử lý.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary><c>new</c>, <c>recall</c>, <c>update</c>, <c>replacement</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Document changed by an update, recall or replacement.</summary>
    public string? TargetDocumentId { get; init; }

    /// <summary>A paper copy follows.</summary>
    public bool Paper { get; init; }

    /// <summary>Nơi nhận: codes as addressed.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Các tệp kèm theo.</summary>
    public required IReadOnlyList<AttachmentView> Attachments { get; init; }
}

/// <summary>One file of a document.</summary>
/// <param name="Index">Position, from 0: how the file is asked for.</param>
/// <param name="Name">The sender's name for it, data only.</param>
/// <param name="SafeName">A name that every file system takes.</param>
/// <param name="ContentType">Label on the wire.</param>
/// <param name="Size">Bytes as carried.</param>
/// <param name="Sha256">Digest of the bytes as carried.</param>
/// <param name="Description">The sender's words, or the original name where it is not a safe one; data only.</param>
public sealed record AttachmentView(int Index, string Name, string SafeName, string ContentType, long Size, string Sha256, string? Description = null);

/// <summary>One line of the outbox list.</summary>
/// <param name="Packet">Digest of the packet.</param>
/// <param name="SubmissionId">Identifier of the submission.</param>
/// <param name="SentAt">When the node took it.</param>
/// <param name="Size">Packet size in bytes.</param>
/// <param name="Document">What it says; <c>null</c> for an operator, who sees no contents.</param>
/// <param name="Recipients">Number of recipients by state code (<c>SENT</c>, <c>01</c>…<c>06</c>, <c>FAILED</c>).</param>
public sealed record OutboxItemView(
    string Packet,
    Guid? SubmissionId,
    DateTimeOffset SentAt,
    long Size,
    DocumentFacts? Document,
    IReadOnlyDictionary<string, int> Recipients);

/// <summary>One sent document with everything known of it.</summary>
public sealed record OutboxDetail
{
    /// <summary>Digest of the packet.</summary>
    public required string Packet { get; init; }

    /// <summary>Digest of the signed content (the packet reference).</summary>
    public string? Content { get; init; }

    /// <summary>When the node took it.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Packet size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Native form and signature.</summary>
    public required bool Native { get; init; }

    /// <summary>What it says.</summary>
    public required DocumentFacts Document { get; init; }

    /// <summary>Warnings at submission.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where it is, per recipient.</summary>
    public required IReadOnlyList<TrackingLine> Recipients { get; init; }

    /// <summary>Receipts about it.</summary>
    public required IReadOnlyList<ReceiptView> Receipts { get; init; }

    /// <summary>Verdicts on its signature, oldest first.</summary>
    public required IReadOnlyList<VerdictView> Verdicts { get; init; }

    /// <summary>How long its signature is proved; <c>null</c> without a packet signature.</summary>
    public SignatureLevelView? SignatureLevel { get; init; }

    /// <summary>Digests of the documents that correct it, oldest first (DOC-11).</summary>
    public IReadOnlyList<string> CorrectedBy { get; init; } = [];

    /// <summary>What the document is worth to its receivers by the signatures in its files (SND-02).</summary>
    public required StandingView Standing { get; init; }
}

/// <summary>Whether a document is sent as valid, or only for information (SND-02; QĐ 28/2018 Điều 4).</summary>
/// <param name="Code"><c>valid</c>, <c>information</c>, <c>unknown</c> or <c>unchecked</c>.</param>
/// <param name="Text">What it means, in Vietnamese.</param>
/// <param name="ForInformation">It does not replace the paper: no verified signature of the competent person and of the agency is known in its files.</param>
public sealed record StandingView(string Code, string Text, bool ForInformation);

/// <summary>One verdict with the checks behind it.</summary>
/// <param name="At">When judged.</param>
/// <param name="Verdict">EN 319 102-1 text, e.g. <c>TOTAL-PASSED</c>.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="Checks">Every check, in the order made.</param>
/// <param name="Signer">Subject of the signing certificate.</param>
public sealed record VerdictView(DateTimeOffset At, string Verdict, string Policy, IReadOnlyList<CheckView> Checks, string? Signer);

/// <summary>One check of a verification.</summary>
/// <param name="Name">Stable English name.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>not-made</c>.</param>
/// <param name="Detail">Vietnamese sentence.</param>
public sealed record CheckView(string Name, string Outcome, string Detail);
