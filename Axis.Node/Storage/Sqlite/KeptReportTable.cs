
namespace Axis.Node.Storage.Sqlite;

/// <summary>Reports as they were made, and their mails.</summary>
internal sealed class KeptReportTable(Database database) : IKeptReports
{
    private const int DayLength = 10;
    private const int MonthLength = 7;
    private const string MailColumns = "period, receiver, state, tries, due_at, sent_at, failing_since, last_error";

    private readonly Statement _add = database.Prepare("INSERT INTO kept_report (period, from_day, to_day, made_at, late, content) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (period) DO UPDATE SET made_at = excluded.made_at, late = excluded.late, content = excluded.content WHERE made_at > ?");
    private readonly Statement _find = database.Prepare("SELECT period, from_day, to_day, made_at, late, content FROM kept_report WHERE period = ?");
    private readonly Statement _list = database.Prepare("SELECT period, from_day, to_day, made_at, late, x'' FROM kept_report ORDER BY made_at DESC, period DESC LIMIT ?");
    private readonly Statement _last = database.Prepare("SELECT max(period) FROM kept_report WHERE length(period) = ? AND made_at <= ?");
    private readonly Statement _prune = database.Prepare("DELETE FROM kept_report WHERE period IN (SELECT period FROM kept_report WHERE made_at < ? ORDER BY made_at LIMIT ?)");
    private readonly Statement _owe = database.Prepare("INSERT INTO report_mail (period, receiver, state, tries, due_at) VALUES (?, ?, 0, 0, ?) ON CONFLICT (period, receiver) DO NOTHING");
    private readonly Statement _release = database.Prepare("DELETE FROM report_mail WHERE period = ? AND receiver = ?");
    private readonly Statement _due = database.Prepare($"SELECT {MailColumns} FROM report_mail WHERE state = 0 AND due_at <= ? ORDER BY due_at, period LIMIT ?");
    private readonly Statement _mails = database.Prepare($"SELECT {MailColumns} FROM report_mail ORDER BY period DESC, receiver LIMIT ?");
    private readonly Statement _failing = database.Prepare($"SELECT {MailColumns} FROM report_mail WHERE failing_since IS NOT NULL ORDER BY failing_since LIMIT ?");
    private readonly Statement _put = database.Prepare("UPDATE report_mail SET state = ?, tries = ?, due_at = ?, sent_at = ?, failing_since = ?, last_error = ? WHERE period = ? AND receiver = ?");

    public bool Add(KeptReportRow report, DateTimeOffset latest)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _add.Start().With(report.Period).With(report.From).With(report.To).With(report.MadeAt).With(report.Late).With(report.Content.AsSpan()).With(latest).Execute() > 0;
    }

    public KeptReportRow? Find(string period) => _find.Start().With(period).Single(Read);

    public IReadOnlyList<KeptReportRow> List(int limit) => _list.Start().With(limit).List(Read);

    public string? Last(bool months, DateTimeOffset latest) => _last.Start().With(months ? MonthLength : DayLength).With(latest).Single(static s => s.TextOrNull(0));

    public int Prune(DateTimeOffset madeBefore, int most) => _prune.Start().With(madeBefore).With(most).Execute();

    public void Owe(string period, string receiver, DateTimeOffset dueAt) => _owe.Start().With(period).With(receiver).With(dueAt).Execute();

    public void Release(string period, string receiver) => _release.Start().With(period).With(receiver).Execute();

    public IReadOnlyList<ReportMail> Due(DateTimeOffset now, int limit) => _due.Start().With(now).With(limit).List(ReadMail);

    public IReadOnlyList<ReportMail> Mails(int limit) => _mails.Start().With(limit).List(ReadMail);

    public IReadOnlyList<ReportMail> Failing(int limit) => _failing.Start().With(limit).List(ReadMail);

    public void Put(ReportMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        _put.Start().With((long)mail.State).With(mail.Tries).With(mail.DueAt).With(mail.SentAt).With(mail.FailingSince).With(mail.LastError).With(mail.Period).With(mail.Receiver).Execute();
    }

    private static KeptReportRow Read(Statement s) => new(s.Text(0), s.Day(1), s.Day(2), s.Time(3), s.Int32(4), s.Blob(5));

    private static ReportMail ReadMail(Statement s) => new(
        s.Text(0), s.Text(1), (ReportMailState)s.Int32(2), s.Int32(3), s.Time(4), s.TimeOrNull(5), s.TimeOrNull(6), s.TextOrNull(7));
}
