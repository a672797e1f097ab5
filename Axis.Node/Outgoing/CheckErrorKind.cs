using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Whether an error of an issued document is mended in the form that the decree wants: by an equivalent document, or by a correction (DOC-11).</summary>
public sealed class CheckErrorKind(IStore store)
{
    /// <summary>Checks a composed replacement, update or correction.</summary>
    /// <returns>What the clerk should know.</returns>
    /// <exception cref="RefusedException">It is the wrong form.</exception>
    public IReadOnlyList<Warning> Run(SubmitDocument fields, DocumentMessage message)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(message);
        switch (fields.Business)
        {
            case { Kind: "replacement" } replacement:
                foreach (var replaced in replacement.Replaced ?? [])
                {
                    Refuse(CorrectionRule.MayReplace(replacement.ErrorKind, Find(message, replaced.DocumentId)?.Facts.TypeName, message.Type.TypeName), "business.errorKind");
                }

                return [];
            case { Kind: "update", ErrorKind: { } error } update:
                Refuse(CorrectionRule.MayReplace(error, update.TargetDocumentId is { } target ? Find(message, target)?.Facts.TypeName : null, message.Type.TypeName), "business.errorKind");
                return [];
            case { Kind: "correction" } correction:
                Refuse(CorrectionRule.MayCorrect(message.Type.TypeName, correction.Corrected?.DocumentId, correction.Reason), "business");
                return Missed(message, correction.Corrected!.DocumentId!);
            default:
                return [];
        }
    }

    private static void Refuse(Answer answer, string field)
    {
        if (!answer.Allowed)
        {
            Compose.RefuseIfAny([new FieldProblem(field, answer.Code!, answer.Sentence!, answer.SentenceEn)]);
        }
    }

    private PacketRow? Find(DocumentMessage message, string target) => store.Read(s => s.Packets.FindByDocument(message.From.OrganId, target)).FirstOrDefault(static p => p.Kind == PacketKind.Document);

    // Everybody who has the document should learn of its correction.
    private IReadOnlyList<Warning> Missed(DocumentMessage message, string target)
    {
        if (Find(message, target) is not { } original)
        {
            return [new Warning("ORIGINAL_NOT_FOUND", $"Nút này không có văn bản gốc {target}; nơi nhận sẽ tự đối chiếu.")];
        }

        var missed = original.Facts.To.Except(message.Addressees.Select(static a => a.Value), StringComparer.OrdinalIgnoreCase).ToList();
        return missed.Count == 0 ? [] : [new Warning("DOC-11", $"Nơi đã nhận văn bản gốc nhưng không nhận đính chính này: {string.Join(", ", missed)}.")];
    }
}
