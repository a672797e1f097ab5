using Axis.Core.Agencies;
using Axis.Node.Following;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Tests.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Following;

/// <summary>Reminders that are mailed, over a real mail server.</summary>
public sealed class ReminderMailsTests : FollowingContract
{
    private SmtpSink _sink = null!;

    [SetUp]
    public void StartSink()
    {
        _sink = new SmtpSink();
        (Mail.Host, Mail.Port, Mail.Security) = ("127.0.0.1", _sink.Port, MailSecurity.None);
        ReceiverContact = new Contact(null, "vanthu@noivu.example");
    }

    [TearDown]
    public async Task StopSink() => await _sink.DisposeAsync();

    [Test]
    public async Task a_reminder_is_mailed_once_to_the_mailbox_of_the_directory()
    {
        var row = await OwedAsync();

        await UntilAsync(row, ReminderState.Sent);

        Assert.That((_sink.Messages.Count, _sink.Messages.Single().Contains("To: <vanthu@noivu.example>", StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task a_mail_that_finds_no_server_leaves_after_its_wait_and_over_a_restart()
    {
        _sink.Answer = static verb => verb == "(greeting)" ? "421 closed" : null;
        var row = await OwedAsync();
        await UntilAsync(row, static r => r.Tries == 1);
        await Reopen();
        _sink.Answer = static _ => null;
        Clock.Turn(TimeSpan.FromSeconds(400));

        await UntilAsync(row, ReminderState.Sent);

        Assert.That(_sink.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task who_acted_before_the_mail_left_is_not_reminded()
    {
        var row = await OwedAsync();
        await Write(s => s.Tracking.Update(row with { State = "06" }));

        await UntilAsync(row, ReminderState.Dropped);

        Assert.That(_sink.Messages, Is.Empty);
    }

    [Test]
    public async Task a_refused_mailbox_is_told_to_the_clerk()
    {
        _sink.Answer = static verb => verb == "RCPT" ? "550 unknown" : null;
        var row = await OwedAsync();

        await UntilAsync(row, ReminderState.Refused);

        Assert.That(FollowUp.Show(row.Id, Clerk).Reminders.Single().Error, Does.Contain("550"));
    }

    [Test]
    public async Task a_mail_that_is_a_day_old_is_given_up()
    {
        _sink.Answer = static verb => verb == "MAIL" ? "451 later" : null;
        var row = await OwedAsync();
        Clock.Turn(TimeSpan.FromHours(25));

        await UntilAsync(row, ReminderState.Refused);

        Assert.That(Store.Read(s => s.Reminders.Last(row.Id))!.Tries, Is.EqualTo(1));
    }

    private async Task<TrackingRow> OwedAsync()
    {
        var row = await UnregisteredAsync();
        await Reminding.RunAsync([row.Id], Clerk, CancellationToken.None);
        return row;
    }

    private Task UntilAsync(TrackingRow row, ReminderState state) => UntilAsync(row, r => r.State == state);

    // As long as a node runs that has just started.
    private async Task UntilAsync(TrackingRow row, Func<ReminderRow, bool> reached)
    {
        var paths = new NodePaths(Folder);
        using var mails = new ReminderMails(Store, FollowUp, Directory, Signal, Mail, new NodeOptions { Id = Here.Value, Name = "Nút tỉnh" }, paths, Clock, NullLogger<ReminderMails>.Instance);
        await mails.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!reached(Store.Read(s => s.Reminders.Last(row.Id))!))
        {
            await Task.Delay(20, limit.Token);
        }

        await mails.StopAsync(CancellationToken.None);
    }
}
