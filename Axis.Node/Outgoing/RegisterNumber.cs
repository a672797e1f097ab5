using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Reconciling;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Register: reserves the number that the document will bear (DOC-04…06) and composes its identifier (edXML §4.1).</summary>
public sealed class RegisterNumber(IStore store, LinkGate gate, TimeProvider time)
{
    /// <summary>Reserves a number, unless the sender brought one.</summary>
    public async Task<RegisteredDraft> RunAsync(ValidDraft valid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(valid);
        var message = valid.Draft.Message;
        var now = time.GetUtcNow();
        var date = message.PromulgationDate ?? VietnamTime.DateOf(now);
        var book = valid.Draft.Book ?? RegisterBook.For(message.Type);
        long? reserved = null;
        var number = message.CodeNumber;
        if (number.Length == 0)
        {
            await gate.FirstRoundAsync(cancellationToken).ConfigureAwait(false);
            reserved = await store.WriteAsync(
                session =>
                {
                    // A number that a clerk brought by hand earlier is passed over, never given twice.
                    long next;
                    do
                    {
                        next = session.Register.Reserve(message.From.OrganId, book, date.Year, now);
                    }
                    while (session.Register.IsTaken(message.From.OrganId, date.Year, new DocumentCode(DocumentCode.FormatNumber(next), message.CodeNotation).ToString()));
                    return next;
                },
                cancellationToken).ConfigureAwait(false);
            number = DocumentCode.FormatNumber(reserved.Value);
        }

        var complete = message with { CodeNumber = number };
        complete = complete with { DocumentId = complete.DocumentId.Length > 0 ? complete.DocumentId : DocumentIds.Compose(message.From.OrganId, date, new DocumentCode(number, complete.CodeNotation)) };
        return new RegisteredDraft(complete, valid, reserved, date.Year, book);
    }

    /// <summary>Voids a reserved number, visibly, because nothing was issued under it.</summary>
    public Task VoidAsync(RegisteredDraft draft, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Reserved is not { } number
            ? Task.CompletedTask
            : store.WriteAsync(
                session =>
                {
                    var now = time.GetUtcNow();
                    session.Register.Void(draft.Message.From.OrganId, draft.Book, draft.Year, number, reason, now);
                    session.Journal.Append(new JournalEntry(now, "number-voided", Agency: draft.Message.From.OrganId.Value, To: draft.Message.Code, Detail: reason));
                    return true;
                },
                cancellationToken);
    }
}
