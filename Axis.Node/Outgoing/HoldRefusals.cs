using Axis.Core.Contracts;
using Axis.Node.Hosting;
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
    /// <summary>Begins the flag of an item whose refusal was never sent; the code of the reason follows.</summary>
    public const string LapsedFlag = "REFUSAL_LAPSED:";

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

        // What would be refused in a minute is refused now, while its clerk is there.
        if (answers.Check(item, answer, actor) is { } why)
        {
            return why;
        }

        var now = time.GetUtcNow();
        var due = now + TimeSpan.FromSeconds(options.UndoSeconds);
        return await store.WriteAsync<Outcome<DateTimeOffset?>>(
            session =>
            {
                if (session.Inbox.Find(item) is not { State: InboxState.Arrived or InboxState.Held } inbox)
                {
                    return StateMoved;
                }

                if (!session.HeldRefusals.Add(new HeldRefusal(item, answer.ReasonCode!, answer.Description, answer.Staff?.Name, actor, due)))
                {
                    return AlreadyHeld;
                }

                session.Journal.Append(new JournalEntry(now, "refusal-held", inbox.Packet, Agency: inbox.Recipient.Value, Actor: actor.Pseudonym, To: answer.ReasonCode));
                session.AfterCommit(() => _wake.Release());
                return new Done<DateTimeOffset?>(due);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a refusal back that has not left yet: its row goes with the answer in one commit, so what is still there was not sent and never will be.</summary>
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

                if (inbox.State == InboxState.Refused)
                {
                    return new Refusal(RefusalKind.Conflict, "REFUSAL_LEFT", "Lời từ chối đã gửi đi, không hoàn tác được nữa.", "The refusal has left and cannot be undone.");
                }

                if (session.HeldRefusals.Find(item) is null)
                {
                    return NothingHeld;
                }

                if (inbox.State is not (InboxState.Arrived or InboxState.Held))
                {
                    return StateMoved;
                }

                session.HeldRefusals.Remove(item);
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
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervised.RunAsync(RoundAsync, e => Log.HeldRefusalsBroke(logger, e), AfterTrouble, time, stoppingToken);

    /// <summary>A refusal of the document waits to leave.</summary>
    public static Refusal AlreadyHeld { get; } = new(RefusalKind.Conflict, "REFUSAL_HELD", "Văn bản này đang chờ gửi lời từ chối; hoàn tác trước nếu muốn trả lời khác.", "A refusal of this document is about to leave; undo it first.");

    // It lapsed, or somebody took it back already: nothing was sent.
    private static Refusal NothingHeld { get; } = new(
        RefusalKind.Conflict, "REFUSAL_NOT_HELD", "Không còn lời từ chối nào đang chờ gửi; tải lại trang để xem trạng thái hiện tại.", "No refusal waits to leave any more; reload the page to see how things are.");

    private static Refusal StateMoved { get; } = new(RefusalKind.Conflict, "STATE_MOVED", "Văn bản vừa được người khác xử lý; mở lại để xem trạng thái mới.", "Somebody else just answered this item.");

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        var next = store.Read(static s => s.HeldRefusals.Next());
        if (next is null)
        {
            await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (next.DueAt - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await _wake.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(next, cancellationToken).ConfigureAwait(false);
        }

        return TimeSpan.Zero;
    }

    // One that cannot leave (its agency's token is away, say) steps back behind the others.
    private async Task SendAsync(HeldRefusal held, CancellationToken cancellationToken)
    {
        Outcome<AnswerResult> sent;
        try
        {
            sent = await answers.AnswerHeldAsync(held, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.HeldRefusalBroke(logger, held.Item, e);
            await PostponeAsync(held, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (sent is not Refused<AnswerResult> { Why: var why })
        {
            return;
        }

        if (why.Kind == RefusalKind.Unavailable)
        {
            Log.HeldRefusalWaits(logger, held.Item, why.Code);
            await PostponeAsync(held, cancellationToken).ConfigureAwait(false);
            return;
        }

        await store.WriteAsync(
            session =>
            {
                // Gone when it was undone meanwhile; a document that is refused already needs no second word.
                if (session.HeldRefusals.Remove(held.Item) && session.Inbox.Find(held.Item) is { State: not InboxState.Refused } inbox)
                {
                    session.Inbox.AddFlag(held.Item, LapsedFlag + why.Code);
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "refusal-lapsed", inbox.Packet, Agency: inbox.Recipient.Value, Actor: held.Actor.Pseudonym, To: why.Code));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> PostponeAsync(HeldRefusal held, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + AfterTrouble;
        return store.WriteAsync(
            session =>
            {
                session.HeldRefusals.Postpone(held.Item, due);
                return true;
            },
            cancellationToken);
    }
}
