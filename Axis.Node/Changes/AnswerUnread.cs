using Axis.Core.Rules.Changes;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Changes;

/// <summary>
/// Signs and sends what no clerk has to decide, at once and after every start: the 15 for documents that were cancelled unread, and the 16 for requests whose document never
/// came. Apart from the reception, because a key may be on a token that does not sign just now: the document is unreadable all the same, and the answer follows.
/// </summary>
public sealed class AnswerUnread(IStore store, ChangeAnswers answers, UnreadSignal signal, DeadlineOptions deadlines, TimeProvider time, ILogger<AnswerUnread> log) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervised.RunAsync(RoundAsync, e => Log.AnsweringBroke(log, e), AfterFault, time, stoppingToken);

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken).ConfigureAwait(false);
        await signal.WaitAsync(Longest, cancellationToken).ConfigureAwait(false);
        return TimeSpan.Zero;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await EachAsync(static (s, after) => s.Changes.ListToAnswer(after, Batch), static _ => true, answers.AnswerUnreadAsync, cancellationToken).ConfigureAwait(false);
        var before = time.GetUtcNow().AddDays(-deadlines.ParkedChangeDays);
        await EachAsync((s, after) => s.Changes.ListParkedSince(before, after, Batch), IsAnswered, answers.AnswerNotFoundAsync, cancellationToken).ConfigureAwait(false);
    }

    // Of a replacement nobody is asked; what is held waits for its clerk; and an agency's own software answers for itself.
    private bool IsAnswered(ChangeRequest request) => request.Kind != ChangeKind.Replacement && store.Read(s =>
        (request.Notice is not { } notice || s.Inbox.Find(notice)?.State != InboxState.Held) && s.VxpSystems.FindByAgency(request.Recipient) is null);

    private async Task EachAsync(
        Func<ISession, Guid?, IReadOnlyList<ChangeRequest>> list, Func<ChangeRequest, bool> wanted, Func<ChangeRequest, CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        // By key: what cannot be signed now stays where it is and hides nothing behind it.
        Guid? after = null;
        while (store.Read(s => list(s, after)) is { Count: > 0 } open)
        {
            after = open[^1].Id;
            foreach (var request in open.Where(wanted))
            {
                try
                {
                    await answer(request, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
                {
                    // The row stays: the next look tries again, and the others do not wait for it.
                    Log.AnswerWaits(log, request.Recipient.Value, e.Message);
                }
            }
        }
    }
}
