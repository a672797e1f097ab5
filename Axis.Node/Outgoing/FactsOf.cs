using Axis.Core.Contracts;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>The facts of a packet that are kept beside its bytes, so that no list opens a packet (DOC-08).</summary>
public static class FactsOf
{
    /// <summary>Facts of a document.</summary>
    public static PacketFacts Document(DocumentMessage message, IReadOnlyList<SignedFile> files, IReadOnlyList<Warning> warnings)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new PacketFacts
        {
            FromName = message.From.OrganName,
            CodeNumber = message.CodeNumber,
            CodeNotation = message.CodeNotation,
            PromulgationDate = message.PromulgationDate,
            TypeName = message.Type.TypeName,
            Subject = message.Subject,
            SignerFullName = message.SignerFullName,
            SignerPosition = message.SignerPosition,
            SentAt = message.TraceHeaders.FirstOrDefault(t => t.OrganId == message.From.OrganId)?.Timestamp,
            Priority = message.Priority,
            DueDate = message.DueDate,
            BusinessDocType = message.Business.DocType,
            Reason = message.Business.Reason,
            TargetDocumentId = TargetOf(message),
            Paper = message.Business.Paper,
            PromulgationAmount = message.PromulgationAmount,
            PageAmount = message.PageAmount,
            To = [.. message.To.Select(static t => t.OrganId.Value)],
            Attachments = [.. message.Attachments.Zip(files, static (a, f) => (a, f)).Select(static (p, i) => new StoredAttachment(i, p.a.Name, SafeFileName.From(p.a.Name), p.a.ContentType, p.f.Size, p.f.Sha256.ToString(), p.a.Description))],
            Warnings = [.. warnings.Select(static w => $"{w.Code}: {w.Text}")],
        };
    }

    /// <summary>Facts of a status.</summary>
    public static PacketFacts Status(StatusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new PacketFacts
        {
            FromName = message.From.OrganName,
            Subject = message.ResponseFor.Count > 0 ? message.ResponseFor[0].Code : null,
            StatusCode = message.StatusCode,
            Description = message.Description,
            To = [.. message.Addressees.Select(static a => a.Value)],
        };
    }

    /// <summary>The document that kinds 1–3 change, in the tolerant order of edXML §10, or that a correction corrects (DOC-11).</summary>
    public static string? TargetOf(DocumentMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Business switch
        {
            Recall recall => message.ResponseFor.Select(static r => r.DocumentId).FirstOrDefault(static d => d is { Length: > 0 }) ?? recall.TargetDocumentId ?? message.DocumentId,
            Update update => update.TargetDocumentId ?? message.ResponseFor.Select(static r => r.DocumentId).FirstOrDefault(static d => d is { Length: > 0 }) ?? message.DocumentId,
            Replacement replacement => replacement.Replaced.Count > 0 ? replacement.Replaced[0].DocumentId : null,
            _ => CorrectionRule.TargetOf(message),
        };
    }
}
