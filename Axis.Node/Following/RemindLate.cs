using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>
/// Reminds receivers that are late: one mail each where a mail server is configured and the directory knows a mailbox, otherwise a text that the clerk copies. At most
/// once for each document, receiver and working day, whoever asks; every reminder is journalled.
/// </summary>
internal sealed class RemindLate(IStore store, FollowUp followUp, NodeDirectory directory, ReminderSignal signal, TimeProvider time)
{
    /// <summary>Most lines of one call.</summary>
    public const int MostLines = 100;

    private static readonly Refusal NothingLate = new(RefusalKind.Conflict, "NOTHING_TO_REMIND", "Nơi nhận này không chậm, hoặc nhắc không giúp được: xem việc nên làm.", "This receiver is not late, or a reminder does not help.");

    private static readonly Refusal NotTheClerk = new(RefusalKind.Forbidden, "ROLE", "Chỉ văn thư của cơ quan gửi được nhắc nơi nhận.", "Only a clerk of the sender reminds its receivers.");

    private static readonly Refusal LineCount = ApiRefusals.Parameter("lines", $"từ 1 đến {MostLines} dòng theo dõi", $"1 to {MostLines} lines of tracking");

    /// <summary>Reminds the receivers of the lines; what cannot be said to one does not keep the others from being reminded.</summary>
    public async Task<Outcome<IReadOnlyList<RemindedView>>> RunAsync(IReadOnlyCollection<Guid> lines, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role != Role.Clerk)
        {
            return NotTheClerk;
        }

        if (lines.Count is 0 or > MostLines)
        {
            return LineCount;
        }

        return await store.WriteAsync<Outcome<IReadOnlyList<RemindedView>>>(
            session =>
            {
                var standstills = followUp.Over(session);
                List<RemindedView> done = [.. lines.Distinct().Select(line => Remind(session, standstills, line, actor))];
                session.AfterCommit(signal.Set);
                return new Done<IReadOnlyList<RemindedView>>(done);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private RemindedView Remind(ISession session, Standstills standstills, Guid line, Actor actor)
    {
        if (FollowUp.Find(session, line, actor) is not { Packet: { } digest } row || session.Packets.Find(digest) is not { } packet)
        {
            return Refused(new RemindedView { Line = line }, ApiRefusals.DocumentUnknown);
        }

        var view = new RemindedView { Line = line, Recipient = row.Delivered.Value, RecipientName = directory.NameOf(row.Delivered), Code = row.Code };
        if (standstills.Find(row) is not { MayRemind: true } standstill)
        {
            return Refused(view, NothingLate);
        }

        var now = time.GetUtcNow();
        var mailbox = followUp.MailboxOf(row);
        var reminder = new ReminderRow(row.Id, followUp.WorkingDay(now), now, actor.Pseudonym, mailbox is null ? ReminderState.Text : ReminderState.Due, mailbox, 0, mailbox is null ? null : now, null, null);
        if (!session.Reminders.Add(reminder))
        {
            return Refused(view, RemindedAlready(session, row));
        }

        session.Journal.Append(new JournalEntry(now, "receiver-reminded", digest, Agency: row.Delivered.Value, Actor: actor.Pseudonym, From: row.State, To: mailbox is null ? "text" : "mail", Detail: mailbox));
        return view with { Reminder = FollowUpViews.Reminder(reminder, session), Text = ReminderText.Write(row, packet, standstill, directory) };
    }

    private static Refusal RemindedAlready(ISession session, TrackingRow row)
    {
        var last = FollowUpViews.Reminder(session.Reminders.Last(row.Id) ?? throw new InvalidOperationException("A reminder that stood in the way is gone."), session);
        return new Refusal(
            RefusalKind.Conflict,
            "REMINDED_TODAY",
            $"Đã nhắc nơi nhận này lúc {VietnamTime.Full(last.At)} ({last.By}); mỗi ngày làm việc chỉ nhắc một lần, cần gấp thì gọi.",
            $"This receiver was reminded at {VietnamTime.Full(last.At)} ({last.By}); once a working day is the limit, call instead.");
    }

    private static RemindedView Refused(RemindedView view, Refusal why) => view with { ReasonCode = why.Code, Reason = why.Sentence, ReasonEn = why.SentenceEn };
}
