using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Rules.Changes;
using Axis.Node.Directories;

namespace Axis.Node.Outgoing;

/// <summary>Compose: turns what a clerk filled in, and the files, into the message of a packet. Number and identifier come with the register.</summary>
public sealed class Compose(LiveDirectory directory, PackFiles pack, TimeProvider time)
{
    /// <summary>Composes the message; the packed files live until the draft is disposed.</summary>
    /// <exception cref="RefusedException">A field cannot be read at all.</exception>
    public async Task<Draft> RunAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(files);
        var problems = new List<FieldProblem>();
        var from = Code(fields.From, "from", problems);
        var to = fields.To.Select((code, i) => Code(code, $"to[{i}]", problems)).ToList();
        var replies = References(fields.Replies, "replies", problems);
        var business = Business(fields.Business, problems);
        if (business is Recall)
        {
            replies = [.. replies, .. References(fields.Business?.Recalled, "business.recalled", problems)];
        }

        else if (fields.Business is { Kind: "correction", Corrected: { } corrected })
        {
            replies = [.. replies, .. References([corrected with { Agency = fields.From }], "business.corrected", problems)];
        }

        var type = DocumentTypes.Find(fields.TypeName);
        if (type is null)
        {
            problems.Add(new FieldProblem("typeName", "DOC-01", $"“{fields.TypeName}” không phải tên loại văn bản hành chính; chọn một trong 29 loại.", "Unknown document type.", [.. DocumentTypes.All.Select(static t => t.Name)]));
        }

        if (fields.Book is { } book && !RegisterBook.IsName(book))
        {
            problems.Add(new FieldProblem("book", "DOC-05", $"“{book}” không phải tên sổ số: dùng chữ hoa không dấu, chữ số, '_', ':', '-', '.', dài đến 40 ký tự; sổ văn bản mật và sổ văn bản đến không cấp số ở đây.", "No name of a number book for outgoing documents."));
        }

        RefuseIfAny(problems);
        var packed = await pack.RunAsync(files, fields.Files, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var message = new DocumentMessage
        {
            From = directory.OrganOf(from),
            To = [.. to.Select(directory.OrganOf)],
            DocumentId = "",
            CodeNumber = DocumentCode.Spelled(fields.Number?.Trim() ?? ""),
            CodeNotation = fields.Notation.Trim(),
            Place = Blank(fields.Place),
            PromulgationDate = fields.Date ?? VietnamTime.DateOf(now),
            Type = new DocumentType(DocumentTypes.AdministrativeGroup, type!.Number, type.Name),
            Subject = fields.Subject.Trim(),
            Content = Blank(fields.Content) ?? fields.Subject.Trim(),
            SignerCompetence = Blank(fields.Signer.Competence),
            SignerPosition = Blank(fields.Signer.Position),
            SignerFullName = Blank(fields.Signer.FullName),
            DueDate = fields.DueDate,
            Priority = fields.Priority,
            PromulgationAmount = fields.PromulgationAmount,
            PageAmount = fields.PageAmount,
            Appendixes = fields.Appendixes ?? [],
            ResponseFor = replies,
            ToPlaces = fields.ToPlaces ?? [],
            TraceHeaders = [new TraceHeader(from, now)],
            Business = business with { Paper = fields.Paper, Staff = Staff(fields.Staff) },
            Attachments = [.. packed.Select(static p => p.Attachment)],
        };
        return new Draft(message, packed, fields.Secrecy, fields.NoStateSecret, fields.Book, []);
    }

    internal static IReadOnlyList<StaffInfo> Staff(StaffFields? staff) =>
        staff is null ? [] : [new StaffInfo(Blank(staff.Department), Blank(staff.DepartmentId), Blank(staff.Name), Blank(staff.Id), Blank(staff.Email), Blank(staff.Mobile))];

    internal static void RefuseIfAny(IReadOnlyList<FieldProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Invalid,
                problems[0].Code,
                problems.Count == 1 ? problems[0].Detail : $"{problems[0].Detail} (và {problems.Count - 1} lỗi khác)",
                problems[0].DetailEn ?? problems[0].Detail) { Errors = problems });
        }
    }

    private static OrganId Code(string text, string field, List<FieldProblem> problems)
    {
        if (!OrganId.TryParse(text, out var code))
        {
            problems.Add(new FieldProblem(field, "ORGAN_ID", $"“{text}” không phải mã định danh cơ quan.", $"'{text}' is no agency code."));
        }

        return code;
    }

    private static List<ResponseFor> References(IReadOnlyList<ReferenceFields>? references, string field, List<FieldProblem> problems) =>
        [.. (references ?? []).Select((r, i) => new ResponseFor(Code(r.Agency, $"{field}[{i}].agency", problems), Blank(r.Code), Blank(r.DocumentId), r.Date))];

    private static Business Business(BusinessFields? fields, List<FieldProblem> problems)
    {
        switch (fields?.Kind)
        {
            case null or "new":
                return new NewDocument { Reason = Blank(fields?.Reason) };
            case "recall":
                return new Recall { Reason = Blank(fields.Reason), TargetDocumentId = Blank(fields.TargetDocumentId) };
            case "update":
                return new Update
                {
                    Reason = Blank(fields.Reason),
                    TargetDocumentId = Blank(fields.TargetDocumentId),
                    DocumentInfo = fields.DocumentInfo,
                    DocumentReceiver = fields.DocumentReceiver,
                    Receivers = [.. (fields.Receivers ?? []).Select((r, i) => new ReceiverChange(Code(r.Agency, $"business.receivers[{i}].agency", problems), r.Added))],
                };
            case "replacement":
                return new Replacement
                {
                    Reason = Blank(fields.Reason),
                    Replaced =
                    [
                        .. (fields.Replaced ?? []).Select((r, i) =>
                            new ReplacedDocument(r.DocumentId, [.. r.Agencies.Select((a, j) => Code(a, $"business.replaced[{i}].agencies[{j}]", problems))]))
                    ],
                };
            case "correction":
                return new NewDocument { Reason = Blank(fields.Reason) is { } wrong ? CorrectionRule.Describe(wrong) : null };
            default:
                problems.Add(new FieldProblem("business.kind", "BUSINESS_KIND", "Loại nghiệp vụ phải là new, recall, update, replacement hoặc correction.", "Unknown business kind."));
                return new NewDocument();
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
