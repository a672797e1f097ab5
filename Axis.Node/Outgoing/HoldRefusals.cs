using Axis.Core.Contracts;
using Axis.Core.Tracking;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Outgoing;

/// <summary>
/// Keeps a refusal for a short while before it leaves, so that a slip can be taken back: what has left cannot be (STA-10). It waits as a row; a node that stops meanwhile
/// sends it when it runs again. Whatever became of the document in between is judged again when it leaves.
/// </summary>
public sealed class HoldRefusals(IStore store, IStatusAnswers answers, ConsoleOptions options, TimeProvider time, ILogger<HoldRefusals> logger) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Keeps the refusal, or sends it at once where the settings leave no time.</summary>
    /// <returns>When it leaves; <c>null</c> when it has left.</returns>
    public async Task<Outcome<DateTimeOffset?>> RefuseAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        if (options.UndoSeconds == 0)
        {
            return await answers.AnswerAsync(item, answer, actor, cancellationToken).ConfigureAwait(false) is Refused<AnswerResult> refused ? refused.Why : new Done<DateTimeOffset?>(null);
        }

        var now = time.GetUtcNow();
        var due = now + TimeSpan.FromSeconds(options.UndoSeconds);
        var kept = await store.WriteAsync<Outcome<DateTimeOffset?>>(
            session =>
            {
                if (session.Inbox.Find(item) is not { } inbox || !actor.SpeaksFor(inbox.Recipient))
                {
                    return Api.ApiRefusals.InboxItemUnknown;
                }

                // What would be refused in a minute is refused now.
                var state = inbox.State == InboxState.Held ? DocumentState.Arrived : (DocumentState)(int)inbox.State;
                foreach (var check in new[] { AnswerRule.MayAnswer(state, answer.Code), AnswerRule.CheckReason(answer.Code, answer.ReasonCode, answer.Description) })
                {
                    if (!check.Allowed)
                    {
                        return new Refusal(RefusalKind.Conflict, check.Code!, check.Sentence!, check.SentenceEn!);
                    }
                }

                if (!session.HeldRefusals.Add(new HeldRefusal(item, answer.ReasonCode!, answer.Description, answer.Staff?.Name, actor, due)))
                {
                    return new Refusal(RefusalKind.Conflict, "REFUSAL_HELD", "Văn bản này đang chờ gửi lời từ chối; hoàn tác trước nếu muốn trả lời khác.", "A refusal of this document is about to leave; undo it first.");
                }

                session.Journal.Append(new JournalEntry(now, "refusal-held", inbox.Packet, Agency: inbox.Recipient.Value, Actor: actor.Pseudonym, To: answer.ReasonCode));
                session.AfterCommit(() => _wake.Release());
                return new Done<DateTimeOffset?>(due);
            },
            cancellationToken).ConfigureAwait(false);
        return kept;
    }

    /// <summary>Takes a refusal back that has not left yet.</summary>
    public Task<Outcome<bool>> UndoAsync(Guid item, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return store.WriteAsync<Outcome<bool>>(
            session =>
            {
                if (session.Inbox.Find(item) is not { } inbox || !actor.SpeaksFor(inbox.Recipient))
                {
                    return Api.ApiRefusals.InboxItemUnknown;
                }

                if (!session.HeldRefusals.Remove(item))
                {
                    return new Refusal(RefusalKind.Conflict, "REFUSAL_LEFT", "Lời từ chối đã gửi đi, không hoàn tác được nữa.", "The refusal has left and cannot be undone.");
                }

                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "refusal-undone", inbox.Packet, Agency: inbox.Recipient.Value, Actor: actor.Pseudonym));
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = store.Read(static s => s.HeldRefusals.Next());
                if (next is null)
                {
                    await _wake.WaitAsync(stoppingToken).ConfigureAwait(false);
                }
                else if (next.DueAt - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                {
                    await _wake.WaitAsync(wait, stoppingToken).ConfigureAwait(false);
                }
                else
                {
                    await SendAsync(next, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (StoreUnavailableException e)
            {
                Log.HeldRefusalWaits(logger, e);
                await Task.Delay(AfterTrouble, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(HeldRefusal held, CancellationToken cancellationToken)
    {
        var answer = new AnswerStatus { Code = "02", ReasonCode = held.ReasonCode, Description = held.Description, Staff = held.Staff is null ? null : new StaffFields(held.Staff) };
        var sent = await answers.AnswerAsync(held.Item, answer, held.Actor, cancellationToken).ConfigureAwait(false);
        if (sent is Refused<AnswerResult> { Why.Kind: RefusalKind.Unavailable })
        {
            throw new StoreUnavailableException("A held refusal cannot be signed or stored now.");
        }

        // A stop between the answer and this line finds the state moved and ends here too: the document is refused once.
        await store.WriteAsync(
            session =>
            {
                if (session.HeldRefusals.Remove(held.Item) && sent is Refused<AnswerResult> lapsed)
                {
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "refusal-lapsed", session.Inbox.Find(held.Item)?.Packet, Actor: held.Actor.Pseudonym, To: lapsed.Why.Code));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
