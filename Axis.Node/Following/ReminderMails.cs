using System.Globalization;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Mail;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Following;

/// <summary>
/// Mails the reminders that are due, one after the other. They wait as rows, so that none is lost with the process; without a mail server there are none and nothing of
/// mailing is loaded. A receiver that acted meanwhile is not reminded any more.
/// </summary>
internal sealed class ReminderMails(IStore store, FollowUp followUp, NodeDirectory directory, ReminderSignal signal, MailOptions options, NodeOptions node, NodePaths paths, TimeProvider time, ILogger<ReminderMails> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    // A reminder that is a day old says nothing that the clerk would not say better by telephone.
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    private SmtpSubmission? _submission;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Enabled ? Supervised.RunAsync(RoundAsync, e => Log.ReminderMailsBroke(logger, e), AfterTrouble, time, stoppingToken) : Task.CompletedTask;

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        var next = store.Read(static s => s.Reminders.Next());
        if (next is null || next.DueAt - time.GetUtcNow() > TimeSpan.Zero)
        {
            var rest = (next?.DueAt - time.GetUtcNow()) ?? LongestRest;
            await signal.WaitAsync(rest < LongestRest ? rest : LongestRest, cancellationToken).ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        _submission ??= new SmtpSubmission(options, paths.Data, node.Name, time);
        var outcome = Compose(next) is { } mail ? await _submission.SendAsync(mail, cancellationToken).ConfigureAwait(false) : null;

        // Whatever is stopped now, what came of it is written: a mail that the server took would be sent again.
        await store.WriteAsync(session => Settle(session, next, outcome), CancellationToken.None).ConfigureAwait(false);

        // A dead server would cost each of the others its whole patience.
        return outcome is MailOutcome.Later { ServerFails: true } ? AfterTrouble : TimeSpan.Zero;
    }

    private OutgoingMail? Compose(ReminderRow reminder) => store.Read(session =>
    {
        if (session.Tracking.Find(reminder.Line) is not { Packet: { } digest } row || session.Packets.Find(digest) is not { } packet || followUp.Over(session).Find(row) is not { MayRemind: true } standstill)
        {
            return null;
        }

        // The same name for every try, by which a mailbox tells a repeat (RFC 5322 §3.6.4).
        var id = string.Create(CultureInfo.InvariantCulture, $"reminder-{reminder.Line:N}-{reminder.Day:yyyyMMdd}");
        var text = ReminderText.Write(row, packet, standstill, directory);
        return new OutgoingMail(id, reminder.Receiver!, text.Subject, text.Text, reminder.At);
    });

    private bool Settle(ISession session, ReminderRow reminder, MailOutcome? outcome)
    {
        var now = time.GetUtcNow();
        var tried = reminder with { Tries = reminder.Tries + 1, DueAt = null, SettledAt = now, LastError = outcome?.Fault };
        switch (outcome)
        {
            case null:
                session.Reminders.Put(reminder with { State = ReminderState.Dropped, DueAt = null, SettledAt = now });
                return true;
            case MailOutcome.Taken:
                session.Reminders.Put(tried with { State = ReminderState.Sent });
                Journal(session, reminder, "reminder-mailed", null, now);
                return true;
            case MailOutcome.Later later when now - reminder.At < Stale:
                session.Reminders.Put(reminder with { Tries = tried.Tries, DueAt = now + Backoff.Delay(tried.Tries, TimeSpan.FromSeconds(options.FirstRetrySeconds), TimeSpan.FromSeconds(options.MaxRetrySeconds)), LastError = later.Reason });
                Log.ReminderWaits(logger, later.Reason);
                return true;
            default:
                session.Reminders.Put(tried with { State = ReminderState.Refused });
                Journal(session, reminder, "reminder-mail-refused", tried.LastError, now);
                return true;
        }
    }

    private static void Journal(ISession session, ReminderRow reminder, string kind, string? detail, DateTimeOffset now)
    {
        var row = session.Tracking.Find(reminder.Line);
        session.Journal.Append(new JournalEntry(now, kind, row?.Packet, Agency: row?.Delivered.Value, Actor: reminder.Actor, Detail: detail));
    }
}
