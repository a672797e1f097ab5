using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>What a clerk fills in to send a document (edXML §5, Nghị định 30/2020 Phụ lục VI). The files follow as further parts of the request.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SubmitDocument
{
    /// <summary>Code of the sending agency; must be one the token is scoped to (SND-09).</summary>
    public required string From { get; init; }

    /// <summary>Codes of the receiving agencies: at least one, each once, not the sender (SND-08).</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Declares that the document holds no state secret; must be <c>true</c> (SEC-02).</summary>
    public required bool NoStateSecret { get; init; }

    /// <summary>Declared grade of secrecy; anything but "thường" is refused (SEC-01).</summary>
    public string? Secrecy { get; init; }

    /// <summary>Tên loại văn bản, e.g. <c>Công văn</c> (DOC-01).</summary>
    public required string TypeName { get; init; }

    /// <summary>Số, up to 11 characters; <c>null</c> = the node assigns the next one of the book (DOC-06).</summary>
    public string? Number { get; init; }

    /// <summary>Name of the number book; <c>null</c> = the agency's common book (DOC-05).</summary>
    public string? Book { get; init; }

    /// <summary>Ký hiệu, e.g. <c>UBND-VP</c>, up to 30 characters (DOC-02).</summary>
    public required string Notation { get; init; }

    /// <summary>Địa danh.</summary>
    public string? Place { get; init; }

    /// <summary>Ngày ban hành; <c>null</c> = today in Vietnam.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Trích yếu, up to 500 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Abstract; <c>null</c> = a copy of the subject.</summary>
    public string? Content { get; init; }

    /// <summary>Who signed the document.</summary>
    public required SignerFields Signer { get; init; }

    /// <summary>Mức độ khẩn: 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc.</summary>
    public int Priority { get; init; }

    /// <summary>Hạn trả lời / xử lý.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Documents that this one answers.</summary>
    public IReadOnlyList<ReferenceFields>? Replies { get; init; }

    /// <summary>Whether a paper copy follows (SND-03).</summary>
    public bool Paper { get; init; }

    /// <summary>Số trang.</summary>
    public int PageAmount { get; init; }

    /// <summary>Số bản phát hành.</summary>
    public int PromulgationAmount { get; init; }

    /// <summary>"Nơi nhận" lines as printed.</summary>
    public IReadOnlyList<string>? ToPlaces { get; init; }

    /// <summary>Names of appendices.</summary>
    public IReadOnlyList<string>? Appendixes { get; init; }

    /// <summary>New (when absent), recall, update or replacement.</summary>
    public BusinessFields? Business { get; init; }

    /// <summary>The clerk who acts.</summary>
    public StaffFields? Staff { get; init; }

    /// <summary>Names and descriptions of the files, in the order of the file parts; <c>null</c> = the parts' own file names count.</summary>
    public IReadOnlyList<FileFields>? Files { get; init; }

    /// <summary>
    /// Only for a submission whose signature is made elsewhere: the signing certificate (base64 of DER). <c>null</c> = the agency's certificate in the directory, when there is exactly one.
    /// </summary>
    public string? SigningCertificate { get; init; }
}

/// <summary>Who signed (SignerInfo).</summary>
/// <param name="FullName">Họ tên, up to 50 characters.</param>
/// <param name="Position">Chức vụ.</param>
/// <param name="Competence">Quyền hạn ký: TM., KT., Q., TL., TUQ. (DOC-10).</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignerFields([property: JsonRequired] string FullName, string? Position = null, string? Competence = null);

/// <summary>The clerk who acts (StaffInfo).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StaffFields(
    string? Name = null,
    string? Id = null,
    string? Department = null,
    string? DepartmentId = null,
    string? Email = null,
    string? Mobile = null);

/// <summary>A document that is answered or changed (ResponseFor).</summary>
/// <param name="Agency">Agency that issued it.</param>
/// <param name="Code">Số/ký hiệu.</param>
/// <param name="DocumentId">Its identifier.</param>
/// <param name="Date">Ngày ban hành.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReferenceFields([property: JsonRequired] string Agency, string? Code = null, string? DocumentId = null, DateOnly? Date = null);

/// <summary>The name and description of one file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Free text.</param>
/// <param name="Scanned">Digitised paper: it must be a PDF as the decree wants one (DOC-12), or the document is refused.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FileFields([property: JsonRequired] string Name, string? Description = null, bool Scanned = false);

/// <summary>What the packet does to an earlier document (edXML §10).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BusinessFields
{
    /// <summary><c>new</c>, <c>recall</c>, <c>update</c>, <c>replacement</c> or <c>correction</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Required for all but <c>new</c> (RCL-12).</summary>
    public string? Reason { get; init; }

    /// <summary>The updated or recalled document.</summary>
    public string? TargetDocumentId { get; init; }

    /// <summary>Update: metadata or content changed.</summary>
    public bool DocumentInfo { get; init; }

    /// <summary>Update: the list of receivers changed.</summary>
    public bool DocumentReceiver { get; init; }

    /// <summary>Update: receivers removed or added.</summary>
    public IReadOnlyList<ReceiverChangeFields>? Receivers { get; init; }

    /// <summary>Recall: the documents recalled.</summary>
    public IReadOnlyList<ReferenceFields>? Recalled { get; init; }

    /// <summary>
    /// What was wrong (DOC-11): <c>content</c> is mended by a document of equivalent form, <c>form</c> by a correction. Required for a replacement; an update may state it.
    /// </summary>
    public string? ErrorKind { get; init; }

    /// <summary>Correction: the document whose form it corrects; the correcting document is a công văn.</summary>
    public ReferenceFields? Corrected { get; init; }

    /// <summary>Replacement: the documents replaced.</summary>
    public IReadOnlyList<ReplacedFields>? Replaced { get; init; }
}

/// <summary>One receiver removed or added.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReceiverChangeFields([property: JsonRequired] string Agency, [property: JsonRequired] bool Added);

/// <summary>One replaced document and the agencies for which it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplacedFields([property: JsonRequired] string DocumentId, [property: JsonRequired] IReadOnlyList<string> Agencies);
