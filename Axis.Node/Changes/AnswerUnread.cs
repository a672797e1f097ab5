using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Changes;

/// <summary>
/// Signs and sends the 15 for documents that were cancelled unread, at once and after every start. Apart from the reception, because a key may be on a token that does not sign
/// just now: the document is unreadable all the same, and the answer follows.
/// </summary>
public sealed class AnswerUnread(IStore store, ChangeAnswers answers, UnreadSignal signal, ILogger<AnswerUnread> log) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
                await signal.WaitAsync(Longest, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // By key: what cannot be signed now stays where it is and hides nothing behind it.
        Guid? after = null;
        while (store.Read(s => s.Changes.ListToAnswer(after, Batch)) is { Count: > 0 } open)
        {
            after = open[^1].Id;
            foreach (var request in open)
            {
                try
                {
                    await answers.AnswerUnreadAsync(request, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is RefusedException or KeyUnavailableException or StoreUnavailableException)
                {
                    // The row stays: the next look tries again.
                    Log.AnswerWaits(log, request.Recipient.Value, e.Message);
                }
            }
        }
    }
}
