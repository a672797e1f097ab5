using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// SND-10: a document that was sent before and is sent again goes out as an update of itself, never as a second new document. Number and notation name one document of the
/// agency and year (DOC-04); with the same type, date and subject it is the same one, otherwise the number is simply taken and the submission is refused later.
/// </summary>
public sealed class MarkResent(IStore store, TimeProvider time)
{
    /// <summary>The reason that the update states.</summary>
    public const string Reason = "Gửi lại văn bản đã gửi";

    /// <summary>The draft as it is to be sent.</summary>
    public Draft Run(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var message = draft.Message;
        if (message is not { Business: NewDocument { Reason: null } business } || message.CodeNumber.Length == 0)
        {
            return draft;
        }

        var (from, year) = (message.From.OrganId, (message.PromulgationDate ?? VietnamTime.DateOf(time.GetUtcNow())).Year);
        var (earlier, rows) = store.Read(s => s.Register.FindByCode(from, year, message.Code) is { } digest && s.Packets.Find(digest) is { } found
            ? (found, s.Tracking.FindByDocument(from, found.DocumentId, null))
            : (null, (IReadOnlyList<TrackingRow>)[]));
        if (earlier is null || earlier.Facts.TypeName != message.Type.TypeName || earlier.Facts.Subject != message.Subject || earlier.Facts.PromulgationDate != message.PromulgationDate)
        {
            return draft;
        }

        var having = message.Addressees.Where(a => rows.Any(r => (r.Recipient == a || r.Delivered == a) && Has(r))).ToList();
        var added = message.Addressees.Except(having).ToList();
        return draft with
        {
            Message = message with
            {
                Business = new Update
                {
                    Reason = Reason,
                    TargetDocumentId = earlier.DocumentId,
                    DocumentInfo = having.Count > 0,
                    DocumentReceiver = added.Count > 0,
                    Receivers = [.. added.Select(static a => new ReceiverChange(a, true))],
                    Paper = business.Paper,
                    Staff = business.Staff,
                },
            },
            Warnings =
            [
                .. draft.Warnings,
                new Warning("SND-10", $"Văn bản {message.Code} đã gửi lúc {VietnamTime.Full(earlier.StoredAt)}: lần gửi này được đánh dấu là cập nhật, không phải văn bản mới{(having.Count == 0 ? "" : $" (đã có ở {string.Join(", ", having)})")}."),
            ],
        };
    }

    // Who refused it, or never got it, gets it like a new receiver.
    private static bool Has(TrackingRow row) => StateText.Parse(row.State) is not (DocumentState.Refused or DocumentState.Failed or DocumentState.Withdrawn);
}
