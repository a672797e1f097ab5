using System.Text;
using Axis.Core.Archives;
using Axis.Core.Contracts;
using Axis.Node.Archives;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Archives;

/// <summary>Files of records on their way to the archives with a clock that is turned, over a real database. The clock begins on 2 March 2026.</summary>
public sealed class KeepFilesTests() : StoreContract(new SqliteEngine())
{
    private static readonly RetentionTable Table = RetentionTable.Read(Encoding.UTF8.GetBytes("""{ "source": "thử", "records": { "Hồ sơ nguyên tắc": "05" } }"""));
    private static readonly Actor Clerk = new("thẻ", Role.Clerk, [Recipient]);

    private KeepFiles Files => new(Store, Table, Clock);

    [Test]
    public async Task ARC_06_a_file_is_reminded_of_30_days_ahead_and_is_overdue_after_its_day()
    {
        await OpenAsync("01");
        await MoveAsync("end", new DateOnly(2026, 1, 5));
        var quiet = Standing();
        Clock.Turn(TimeSpan.FromDays(280));
        var due = Standing();
        var reminded = new ArchiveFindings(Files).Findings().Select(static f => f.Code);
        Clock.Turn(TimeSpan.FromDays(60));

        Assert.That((quiet, due, reminded, Standing()), Is.EqualTo(((string?)null, "due", new[] { "ARCHIVE_DUE" }, "overdue")));
    }

    [Test]
    public async Task ARC_03_a_permanent_file_goes_to_the_historical_archive_five_years_after_the_hand_over()
    {
        await OpenAsync("01");
        await MoveAsync("end", new DateOnly(2026, 1, 5));
        var handed = await MoveAsync("hand-over", new DateOnly(2026, 2, 1));

        Assert.That((handed.DueBy, handed.DueTo), Is.EqualTo((new DateOnly(2031, 2, 1), "historical")));
    }

    [Test]
    public async Task ARC_04_an_extension_needs_consent_and_ends_after_two_years()
    {
        await OpenAsync("01");
        await MoveAsync("end", new DateOnly(2026, 1, 5));
        var kept = await MoveAsync("extend", new DateOnly(2029, 1, 5), "CV 12/VP-LT, danh mục 3 hồ sơ");

        Assert.That(kept.DueBy, Is.EqualTo(new DateOnly(2029, 1, 5)));
        Assert.That(() => MoveAsync("extend", new DateOnly(2028, 1, 5)), Throws.TypeOf<RefusedException>());
        Assert.That(() => MoveAsync("extend", new DateOnly(2029, 1, 6), "CV 12"), Throws.TypeOf<RefusedException>());
    }

    [Test]
    public async Task ARC_05_a_file_kept_too_shortly_is_never_due_and_not_handed_over()
    {
        await OpenAsync("07:3");
        var ended = await MoveAsync("end", new DateOnly(2026, 1, 5));

        Assert.That(ended.DueBy, Is.Null);
        Assert.That(() => MoveAsync("hand-over", new DateOnly(2026, 2, 1)), Throws.TypeOf<RefusedException>());
    }

    [Test]
    public async Task ARC_08_the_kind_of_record_gives_the_period() =>
        Assert.That((await Files.OpenAsync(new OpenRecordFile(Recipient.Value, 2026, "12.NV", "Hồ sơ", "Hồ sơ nguyên tắc"), Clerk, CancellationToken.None)).Retention, Is.EqualTo("05"));

    [Test]
    public void a_kind_of_record_that_is_too_long_is_refused_with_the_reason() =>
        Assert.That(
            () => Files.OpenAsync(new OpenRecordFile(Recipient.Value, 2026, "12.NV", "Hồ sơ", new string('x', 201), "01"), Clerk, CancellationToken.None),
            Throws.TypeOf<RefusedException>().With.Property("Refusal").Property("Code").EqualTo("RECORD_FILE_INVALID"));

    [Test]
    public void a_file_of_another_agency_is_not_the_clerk_s() =>
        Assert.That(() => Files.OpenAsync(new OpenRecordFile(Sender.Value, 2026, "12.NV", "Hồ sơ", null, "01"), Clerk, CancellationToken.None), Throws.TypeOf<RefusedException>());

    [TestCase("hand-over")]
    [TestCase("historical")]
    [TestCase("extend")]
    public async Task a_step_out_of_order_is_refused(string step)
    {
        await OpenAsync("01");

        Assert.That(() => MoveAsync(step, new DateOnly(2026, 1, 5), "căn cứ"), Throws.TypeOf<RefusedException>());
    }

    [Test]
    public async Task every_step_is_in_the_journal()
    {
        await OpenAsync("01");
        await MoveAsync("end", new DateOnly(2026, 1, 5));

        Assert.That(Store.Read(static s => s.Journal.List(null, 10, null)).Select(static l => l.Entry.To), Is.EqualTo(new[] { "end", "opened" }));
    }

    private Task<RecordFileView> OpenAsync(string retention) => Files.OpenAsync(new OpenRecordFile(Recipient.Value, 2026, "12.NV", "Hồ sơ", null, retention), Clerk, CancellationToken.None);

    private Task<RecordFileView> MoveAsync(string step, DateOnly day, string? note = null) => Files.MoveAsync(new MoveRecordFile(Recipient.Value, 2026, "12.NV", step, day, note), Clerk, CancellationToken.None);

    private string? Standing() => Files.List([Recipient], due: true) is [var file] ? file.Standing : null;
}
