using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Api;
using Axis.Node.Deadlines;
using Axis.Node.Mail;
using Axis.Node.Options;
using Axis.Node.Reports;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Node.Tests.Mail;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Reports;

/// <summary>Reports that the node makes by itself with a clock that is turned, over a real database and a real mail server. The clock begins on Monday 2 March 2026, 08:00 in Vietnam.</summary>
public sealed class DailyReportTests() : StoreContract(new SqliteEngine())
{
    private static readonly WorkingCalendar Calendar = new([new CalendarYear(2026, "thông báo", [])]);
    private readonly MailOptions _mail = new() { Host = "127.0.0.1", Security = MailSecurity.None, From = "truc@tinh.example", TimeoutSeconds = 5, FirstRetrySeconds = 300, MaxRetrySeconds = 3600 };
    private SmtpSink _sink = null!;

    [SetUp]
    public void StartSink()
    {
        _sink = new SmtpSink();
        _mail.Port = _sink.Port;
        _mail.Receivers.Clear();
        _mail.Receivers.Add(new MailReceiverOptions { Address = "mot@xa.example" });
    }

    [TearDown]
    public async Task StopSink() => await _sink.DisposeAsync();

    [Test]
    public async Task the_day_and_the_month_before_are_reported_once()
    {
        await Run();
        await Run();

        Assert.That((Periods(), _sink.Messages.Count), Is.EqualTo((new[] { "2026-03-01", "2026-02" }, 2)));
    }

    [Test]
    public async Task before_its_hour_a_day_is_not_reported()
    {
        await Run();
        Clock.Turn(TimeSpan.FromHours(21));
        await Run();
        var early = Periods().Length;
        Clock.Turn(TimeSpan.FromHours(1));
        await Run();

        Assert.That((early, Periods()[0]), Is.EqualTo((2, "2026-03-02")));
    }

    [Test]
    public async Task days_that_the_node_slept_through_are_made_up()
    {
        await Run();
        Clock.Turn(TimeSpan.FromDays(3));
        await Run();

        Assert.That(Periods().Order(), Is.EqualTo(new[] { "2026-02", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04" }));
    }

    [Test]
    public async Task a_clock_that_was_years_ahead_once_puts_no_report_off_and_takes_few_of_those_that_were_kept()
    {
        for (var day = 0; day < 40; day++)
        {
            await Run();
            Clock.Turn(TimeSpan.FromDays(1));
        }

        Clock.Set(TimeSpan.FromDays(4000));
        await Run();
        Clock.Set(TimeSpan.FromDays(-4000));
        await Run();

        Assert.That((Periods().Count(static p => p.StartsWith("2026", StringComparison.Ordinal)), Periods().Contains("2026-04-10")), Is.EqualTo((12, true)), "of 42 and the new one 31 are gone");
    }

    [Test]
    public async Task a_report_that_was_made_before_its_day_was_over_is_made_again_and_mailed_again()
    {
        await Run();
        Clock.Set(TimeSpan.FromDays(1));
        await Run();
        Clock.Set(TimeSpan.FromDays(-1));
        var made = Store.Read(static s => s.KeptReports.Find("2026-03-02"))!.MadeAt;
        Clock.Turn(TimeSpan.FromHours(23));
        await Run();

        Assert.That((Store.Read(static s => s.KeptReports.Find("2026-03-02"))!.MadeAt - made, _sink.Messages.Count), Is.EqualTo((TimeSpan.FromHours(-1), 4)));
    }

    [Test]
    public async Task a_mail_that_the_server_took_as_the_node_stopped_is_not_sent_again()
    {
        using var stopping = new CancellationTokenSource();
        _sink.Answer = verb =>
        {
            if (verb == "QUIT")
            {
                stopping.Cancel();
            }

            return null;
        };
        try
        {
            await Run(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The stop; what matters is what the rows say afterwards.
        }

        _sink.Answer = static _ => null;
        await Reopen();
        await Run();

        Assert.That((_sink.Messages.Count, _sink.Messages.Select(IdOf).Distinct().Count()), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task a_mail_that_finds_no_server_stays_due_over_a_restart_and_is_then_sent_once()
    {
        _sink.Answer = static verb => verb == "(greeting)" ? "421 closed" : null;
        await Run();
        await Reopen();
        _sink.Answer = static _ => null;
        await Run();
        var tooEarly = _sink.Messages.Count;
        Clock.Turn(TimeSpan.FromSeconds(301));
        await Run();
        Clock.Turn(TimeSpan.FromHours(2));
        await Run();

        // The one that was tried waits its time; the other was not tried while the server was away, so nothing holds it up.
        Assert.That((tooEarly, _sink.Messages.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task a_server_that_is_away_is_asked_once_in_a_run()
    {
        var asked = 0;
        _mail.Receivers.Add(new MailReceiverOptions { Address = "hai@xa.example" });
        _sink.Answer = verb => verb == "(greeting)" && Interlocked.Increment(ref asked) > 0 ? "421 closed" : null;
        await Run();

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public async Task what_the_server_may_have_taken_is_sent_again_under_the_same_name()
    {
        _sink.Answer = static verb => verb == SmtpSink.EndOfMessage ? "" : null;
        await Run();
        _sink.Answer = static _ => null;
        Clock.Turn(TimeSpan.FromSeconds(301));
        await Run();

        Assert.That((_sink.Messages.Count, _sink.Messages.Select(IdOf).Distinct().Count()), Is.EqualTo((3, 2)));
    }

    [Test]
    public async Task a_refused_address_holds_up_no_other_and_is_a_finding()
    {
        _mail.Receivers.Insert(0, new MailReceiverOptions { Address = "khong-co@xa.example" });
        var refuse = true;
        _sink.Answer = verb => verb == "RCPT" && (refuse = !refuse) ? null : verb == "RCPT" ? "550 unknown" : null;
        await Run();

        Assert.That((_sink.Messages.Count, Findings()), Is.EqualTo((2, new[] { "MAIL_REFUSED" })));
    }

    [Test]
    public async Task what_was_refused_goes_to_the_corrected_address_when_it_is_sent_again()
    {
        _sink.Answer = static verb => verb == "RCPT" ? "550 unknown" : null;
        await Run();
        _sink.Answer = static _ => null;
        _mail.Receivers[0] = new MailReceiverOptions { Address = "dung@xa.example" };
        using (var mails = Mails(new NodeOptions { Id = Here.Value, Name = "Nút tỉnh" }))
        {
            await mails.HurryAsync("op", CancellationToken.None);
        }

        await Run();

        Assert.That((_sink.Messages.Count, Findings()), Is.EqualTo((2, Array.Empty<string>())));
    }

    [Test]
    public async Task a_server_that_is_away_is_a_finding_until_it_is_back()
    {
        _sink.Answer = static verb => verb == "MAIL" ? "451 later" : null;
        await Run();
        var away = Findings();
        _sink.Answer = static _ => null;
        Clock.Turn(TimeSpan.FromSeconds(301));
        await Run();

        Assert.That((away, Findings()), Is.EqualTo((new[] { "MAIL_FAILING" }, Array.Empty<string>())));
    }

    [Test]
    public async Task without_a_mail_server_the_report_is_kept_and_nothing_is_owed()
    {
        _mail.Host = "";
        await Run();

        Assert.That((Periods().Length, Store.Read(static s => s.KeptReports.Mails(9).Count), _sink.Commands.Count), Is.EqualTo((2, 0, 0)));
    }

    [Test]
    public async Task a_receiver_gets_the_figures_of_its_agencies_only()
    {
        _mail.Receivers[0].Agencies.Add(Recipient.Value);
        await Run();
        var file = Attachment(_sink.Messages.First());

        Assert.That((file.Contains(Recipient.Value + ",", StringComparison.Ordinal), file.Contains(Sender.Value + ",", StringComparison.Ordinal)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task what_is_late_is_listed_by_agency_with_its_reason()
    {
        await FiledAsync("muon", Now.AddHours(-2));
        await FiledAsync("kip", Now.AddHours(2));
        await Run();

        var late = Kept("2026-03-01").Late.Single();
        Assert.That((late.Agency, late.Count, late.Items.Single().Duty, late.Items.Single().Why), Is.EqualTo((Recipient.Value, 1, "Hạn vào sổ", "Chưa vào sổ, chưa trình và chưa từ chối")));
    }

    [Test]
    public async Task however_much_is_late_all_of_it_is_counted()
    {
        await Write(s =>
        {
            for (var i = 0; i < 2_100; i++)
            {
                s.Deadlines.Open(new DeadlineRow(DeadlineKind.Registration, NextId(), Recipient, Hash("x"), Now.AddDays(-1), Now.AddHours(-1), Now, null, null, null));
            }
        });

        var late = new LateWork(Store, Directory()).Find(Now).Single();
        Assert.That((late.Count, late.Items.Count), Is.EqualTo((2_100, 50)));
    }

    [TestCase("2026-02-27", 0, 1, TestName = "signed_on_friday_and_sent_on_monday_morning_is_on_time")]
    [TestCase("2026-02-27", 6, 0, TestName = "signed_on_friday_and_sent_on_monday_afternoon_is_late")]
    [TestCase("2026-02-26", 0, 0, TestName = "signed_on_thursday_and_sent_on_monday_is_late")]
    public async Task a_document_is_sent_on_time_by_the_calendar_of_working_days(string promulgated, int hours, int inTime)
    {
        Clock.Turn(TimeSpan.FromHours(hours));
        await Write(s => s.Packets.Add(Packet("di", Sender, NextId()) with { Facts = new PacketFacts { PromulgationDate = DateOnly.Parse(promulgated, System.Globalization.CultureInfo.InvariantCulture) } }, "di"u8.ToArray()));

        var total = Make().Run(null, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2), MakeReport.ByAgency).Total;
        Assert.That((total.Sent, total.SentDated, total.SentInTime), Is.EqualTo((1, 1, inTime)));
    }

    [Test]
    public async Task registrations_on_time_equal_the_duties_of_the_ledger()
    {
        var (inTime, late, open, waiting) = (await FiledAsync("a", Now.AddHours(9)), await FiledAsync("b", Now.AddHours(1)), await FiledAsync("c", Now.AddHours(1)), await FiledAsync("d", Now.AddDays(2)));
        Clock.Turn(TimeSpan.FromHours(5));
        await Write(s => s.Deadlines.Settle(inTime, DeadlineKind.Registration, Now) && s.Deadlines.Settle(late, DeadlineKind.Registration, Now));

        var total = Make().Run(null, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2), MakeReport.ByAgency).Total;
        var ledger = new[] { inTime, late, open, waiting }.SelectMany(i => Store.Read(s => s.Deadlines.ListFor(i))).ToList();
        Assert.That(
            (total.RegistrationsDue, total.RegisteredInTime, total.RegisteredInTimeShare),
            Is.EqualTo((ledger.Count(d => d.SettledAt is not null || d.DueAt < Now), ledger.Count(static d => d.SettledAt <= d.DueAt), (double?)0.3333)));
    }

    private static string IdOf(string message) => message.Split("\r\n").Single(static l => l.StartsWith("Message-ID", StringComparison.Ordinal));

    private static string Attachment(string message)
    {
        var at = message.IndexOf("\r\n\r\n", message.IndexOf("Content-Disposition", StringComparison.Ordinal), StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message[at..message.IndexOf("--axis_", at, StringComparison.Ordinal)]));
    }

    private async Task<Guid> FiledAsync(string name, DateTimeOffset due)
    {
        var item = Item(Hash(name), name);
        await Write(s =>
        {
            AddPacket(s, name);
            s.Inbox.Add(item);
            s.Deadlines.Open(new DeadlineRow(DeadlineKind.Registration, item.Id, Recipient, Hash(name), Now.AddDays(-1), due, due, null, null, null));
        });
        return item.Id;
    }

    private string[] Periods() => [.. Store.Read(static s => s.KeptReports.List(500)).Select(static r => r.Period)];

    private PeriodReport Kept(string period) => JsonSerializer.Deserialize(Store.Read(s => s.KeptReports.Find(period))!.Content, AxisJson.Web.PeriodReport)!;

    private string[] Findings() => [.. new ReportFindings(Store, _mail).Findings().Select(static f => f.Code)];

    private MakeReport Make() => new(Store, Directory(), new InboxDuties(Calendar), Clock);

    private static NodeDirectory Directory()
    {
        Agency[] agencies = [.. new[] { Sender, Recipient }.Select(static c => new Agency(c, "Cơ quan " + c.Value, Tier.Province, null, Here, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []))];
        return new NodeDirectory(Here, () => new DirectorySnapshot(agencies, [], [], [], new Dictionary<string, SectionVersion>()));
    }

    private MailReports Mails(NodeOptions node) => new(new SmtpSubmission(_mail, Folder, node.Name, Clock), Store, _mail, node, Clock, NullLogger<MailReports>.Instance);

    // As a process that has just started: nothing is kept but the rows.
    private async Task<int> Run(CancellationToken cancellationToken = default)
    {
        var node = new NodeOptions { Id = Here.Value, Name = "Nút tỉnh" };
        var keep = new KeepReports(Make(), new LateWork(Store, Directory()), Store, new ReportOptions(), _mail, node, Clock, NullLogger<KeepReports>.Instance);
        using var mails = Mails(node);
        return await new DailyReport(keep, new Lazy<MailReports>(() => mails), _mail).RunAsync(cancellationToken);
    }
}
