using System.Text;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Reports;
using Axis.Core.Rules;
using Axis.Node.Links;
using Axis.Node.Mail;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reports;

/// <summary>
/// Sends what is owed. SMTP has a moment in which the server may have a message while its answer was lost (RFC 1047): the message is then sent again under the
/// same Message-ID, by which a mailbox tells the repeat. In every other case each receiver gets a report once.
/// </summary>
internal sealed class MailReports(SmtpSubmission submission, IStore store, MailOptions options, NodeOptions node, TimeProvider time, ILogger<MailReports> log) : IDisposable
{
    private const int Page = 100;
    private const string CsvType = "text/csv; charset=utf-8";

    // The schedule and an operator may want the same mails at once.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends what is due.</summary>
    /// <returns>How many the mail server took.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendDueAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var due in store.Read(s => s.KeptReports.Due(time.GetUtcNow(), Page)))
        {
            var outcome = ReceiverOf(due) is { } receiver
                ? await submission.SendAsync(Compose(due, receiver), cancellationToken).ConfigureAwait(false)
                : new MailOutcome.Refused("nơi nhận không còn trong cấu hình");

            // Whatever is stopped now, what came of it is written: a mail that the server took would be sent again.
            await store.WriteAsync(session => Write(session, due, outcome), CancellationToken.None).ConfigureAwait(false);
            sent += outcome is MailOutcome.Taken ? 1 : 0;
            if (outcome is MailOutcome.Later later)
            {
                Log.MailWaits(log, later.Reason);
                if (later.ServerFails)
                {
                    // The others stay due: a dead server would cost each of them its whole patience.
                    break;
                }
            }
        }

        return sent;
    }

    /// <summary>Sends a test message to every receiver at once, whatever is owed.</summary>
    public async Task<IReadOnlyList<MailTestResult>> TestAsync(CancellationToken cancellationToken)
    {
        var results = new List<MailTestResult>();
        foreach (var receiver in options.Receivers)
        {
            var now = time.GetUtcNow();
            var mail = new OutgoingMail(
                $"test-{Guid.CreateVersion7(now):N}",
                receiver.Address,
                $"[DocAxis] {node.Name}: thư thử",
                $"Nút {node.Name} ({node.Id}) gửi thư này lúc {VietnamTime.Full(now)} để thử cấu hình thư. Báo cáo ngày và tháng sẽ tới địa chỉ này.\r\n",
                now);
            var outcome = await submission.SendAsync(mail, cancellationToken).ConfigureAwait(false);
            results.Add(new MailTestResult(receiver.Address, outcome is MailOutcome.Taken, outcome.Fault));
        }

        return results;
    }

    /// <summary>Makes what waits or was refused due now, to the receivers as they are configured now: an address may have been the mistake.</summary>
    /// <returns>How many.</returns>
    public Task<int> HurryAsync(string actor, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            var now = time.GetUtcNow();
            var waiting = session.KeptReports.Failing(Page);
            foreach (var mail in waiting)
            {
                if (options.Receivers.All(r => r.Address != mail.Receiver))
                {
                    session.KeptReports.Release(mail.Period, mail.Receiver);
                }
                else
                {
                    session.KeptReports.Put(mail with { State = ReportMailState.Due, DueAt = now });
                }
            }

            foreach (var period in waiting.Select(static m => m.Period).Distinct(StringComparer.Ordinal))
            {
                foreach (var receiver in options.Receivers)
                {
                    session.KeptReports.Owe(period, receiver.Address, now);
                }
            }

            session.Journal.Append(new JournalEntry(now, "report-mails-due-again", Actor: actor, To: waiting.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return waiting.Count;
        },
        cancellationToken);

    private MailReceiverOptions? ReceiverOf(ReportMail mail) => options.Receivers.FirstOrDefault(r => string.Equals(r.Address, mail.Receiver, StringComparison.OrdinalIgnoreCase));

    private OutgoingMail Compose(ReportMail due, MailReceiverOptions receiver)
    {
        var row = store.Read(s => s.KeptReports.Find(due.Period)) ?? throw new InvalidOperationException("A mail without its report.");
        var whole = JsonSerializer.Deserialize(row.Content, AxisJson.Web.PeriodReport) ?? throw new InvalidOperationException("An empty report.");
        var report = whole.Of(receiver.Agencies.Count == 0 ? null : [.. receiver.Agencies.Select(static a => Core.Agencies.OrganId.Parse(a).Value)]);

        // One name per period and receiver, whatever is tried when; the address itself does not show in it.
        var id = $"report-{due.Period}-{Digest.Of(Encoding.UTF8.GetBytes($"{node.Id}\n{due.Period}\n{due.Receiver}")).ToString()[..24]}";
        return new OutgoingMail(id, receiver.Address, ReportText.Subject(report), ReportText.Body(report), row.MadeAt)
        {
            File = new MailFile($"thong-ke-{due.Period}.csv", CsvType, Encoding.UTF8.GetBytes(ReportCsv.Write(report.Exchange))),
        };
    }

    private bool Write(ISession session, ReportMail due, MailOutcome outcome)
    {
        var now = time.GetUtcNow();
        var tries = due.Tries + 1;
        var next = due with { Tries = tries, LastError = outcome.Fault };
        switch (outcome)
        {
            case MailOutcome.Taken:
                session.KeptReports.Put(next with { State = ReportMailState.Sent, SentAt = now, FailingSince = null });
                session.Journal.Append(new JournalEntry(now, "report-mailed", Actor: ScheduledJob.DailyReport, To: due.Period, Detail: due.Receiver));
                return true;
            case MailOutcome.Refused refused:
                session.KeptReports.Put(next with { State = ReportMailState.Refused, FailingSince = due.FailingSince ?? now });
                session.Journal.Append(new JournalEntry(now, "report-mail-refused", Actor: ScheduledJob.DailyReport, To: due.Period, Detail: $"{due.Receiver}: {refused.Reason}"));
                return true;
            case MailOutcome.Later:
                var again = now + Backoff.Delay(tries, TimeSpan.FromSeconds(options.FirstRetrySeconds), TimeSpan.FromSeconds(options.MaxRetrySeconds));
                session.KeptReports.Put(next with { DueAt = again, FailingSince = due.FailingSince ?? now });
                return true;
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }
}
