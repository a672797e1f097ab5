using Axis.Core.Contracts;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Stored packets as people see them (DOC-08).</summary>
internal static class DocumentViews
{
    public static DocumentFacts Facts(PacketRow row) => new()
    {
        From = row.From.Value,
        FromName = row.Facts.FromName,
        DocumentId = row.DocumentId,
        Code = Code(row.Facts),
        Date = row.Facts.PromulgationDate,
        TypeName = row.Facts.TypeName,
        Subject = row.Facts.Subject,
        Signer = row.Facts.SignerFullName,
        SignerPosition = row.Facts.SignerPosition,
        Priority = row.Facts.Priority,
        PriorityName = PriorityName(row.Facts.Priority),
        DueDate = row.Facts.DueDate,
        Kind = KindName(row.Facts.BusinessDocType),
        TargetDocumentId = row.Facts.TargetDocumentId,
        Paper = row.Facts.Paper,
        To = row.Facts.To,
        Attachments = [.. row.Facts.Attachments.Select(static a => new AttachmentView(a.Index, a.Name, a.SafeName, a.ContentType, a.Size, a.Sha256, a.Description))],
    };

    public static OutboxItemView OutboxItem(PacketRow row, ISession session, bool contents) => new(
        row.Digest.ToString(),
        row.Submission,
        row.StoredAt,
        row.Size,
        contents ? Facts(row) : null,
        session.Tracking.CountStates(row.Digest));

    public static OutboxDetail OutboxDetail(PacketRow row, ISession session, NodeDirectory directory, DateTimeOffset now) => new()
    {
        Packet = row.Digest.ToString(),
        Content = row.Content?.ToString(),
        SentAt = row.StoredAt,
        Size = row.Size,
        Native = row.Native,
        Document = Facts(row),
        Warnings = row.Facts.Warnings,
        Recipients = [.. session.Tracking.ListFor(row.Digest).Select(t => TrackingViews.Line(t, session, directory, now))],
        Receipts = [.. session.Receipts.ListFor(row.Digest).Select(ReceiptViews.View)],
        Verdicts = VerdictViews.List(session.Packets.Verdicts(row.Digest)),
        SignatureLevel = LevelViews.Of(row, session),
        Standing = StandingViews.Of(row, session),
        CorrectedBy = [.. session.Tracking.ListFor(row.Digest).SelectMany(t => session.Tracking.Events(t.Id)).Where(static e => e.Code == StatusEvent.CorrectedCode).OrderBy(static e => e.EventAt).Select(static e => e.Source.ToString()).Distinct()],
    };

    // edXML §6.1; an unknown grade counts as ordinary.
    private static string PriorityName(int priority) => priority switch
    {
        1 => "Khẩn",
        2 => "Thượng khẩn",
        3 => "Hỏa tốc",
        4 => "Hỏa tốc hẹn giờ",
        _ => "Thường",
    };

    private static string KindName(int docType) => docType switch
    {
        1 => "recall",
        2 => "update",
        3 => "replacement",
        _ => "new",
    };

    private static string? Code(PacketFacts facts) =>
        string.IsNullOrEmpty(facts.CodeNotation) ? facts.CodeNumber : facts.CodeNumber + "/" + facts.CodeNotation;
}
