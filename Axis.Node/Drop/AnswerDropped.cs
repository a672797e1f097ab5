using Axis.Core.Contracts;
using Axis.Core.Rules.Assignments;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Drop;

/// <summary>Gives an answer that software dropped, by the rules of <c>axis accept|refuse|…</c>. One that was given already is not given twice.</summary>
internal sealed class AnswerDropped(IStatusAnswers answers, IStore store)
{
    // Another clerk, another assignment: 04 after 04 is allowed, so neither the state nor the words alone tell a repeat.
    private const string Assigned = "04";

    /// <summary>Answers.</summary>
    /// <returns>What came of it; <c>null</c> when the document had that state already.</returns>
    public async Task<Outcome<AnswerResult?>> RunAsync(DropFolder folder, DropAnswer asked, CancellationToken cancellationToken)
    {
        var status = new AnswerStatus { Code = asked.Code, ReasonCode = asked.ReasonCode, Description = asked.Description, Staff = asked.Staff };
        if (asked.Code == Assigned && WasAssigned(folder, asked, RecordAssignment.Read(status)?.Lead))
        {
            return new Done<AnswerResult?>(null);
        }

        return await answers.AnswerAsync(asked.InboxItem, status, folder.Actor, cancellationToken).ConfigureAwait(false) switch
        {
            Done<AnswerResult> done => new Done<AnswerResult?>(done.Value),
            Refused<AnswerResult> { Why.Code: "STATUS_REPEATED" } => new Done<AnswerResult?>(null),
            Refused<AnswerResult> refused => refused.Why,
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
    }

    private bool WasAssigned(DropFolder folder, DropAnswer asked, Assignee? lead) => store.Read(session =>
        session.Inbox.Find(asked.InboxItem) is { State: InboxState.Assigned } item
        && item.Recipient == folder.Agency
        && session.Packets.Find(item.Packet) is { } document
        && session.Packets.FindByDocument(folder.Agency, document.DocumentId).Where(static p => p.Facts.StatusCode is not null).MaxBy(static p => p.StoredAt) is { } last
        && last.Facts.StatusCode == Assigned
        && (lead is null || (session.Assignments.ListFor(item.Id) is [.., { Assignment.Lead: var led }] && led == lead))
        && (string.IsNullOrWhiteSpace(asked.Description) || last.Facts.Description == asked.Description.Trim()));
}
