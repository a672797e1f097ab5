using System.Net;
using System.Text;
using Axis.Console.Tests.Browsing;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>An auditor: finds, looks, verifies, changes nothing.</summary>
public sealed class AuditorTests
{
    private const string Subject = "V/v quyết toán ngân sách xã năm 2026";
    private ConsoleStage _stage;
    private InboxItem _item;
    private byte[] _packet = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync(Subject);
        _packet = _stage.Upper.Store.Read(s => s.Packets.ReadInline(_item.Packet))!;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [TestCase("signer=nguyen+van+an")]
    [TestCase("signer=Văn+An&agency=H37")]
    [TestCase("code=ubnd-vp&agency=H37.61")]
    public async Task a_document_is_found_by_what_people_remember(string query)
    {
        await using var visit = await EnterAsync("/console/audit?" + query);

        Assert.That(await visit.TextAsync("table.list"), Does.Contain(Subject));
    }

    [Test]
    public async Task a_receipts_hash_leads_to_its_document()
    {
        var receipt = _stage.Upper.Store.Read(s => s.Receipts.ListFor(_item.Packet))[0];
        await using var visit = await EnterAsync("/console/audit?hash=" + receipt.Digest);

        Assert.That(await visit.TextAsync("table.list"), Does.Contain(Subject));
    }

    [Test]
    public async Task what_was_stored_on_another_day_is_not_found()
    {
        await using var visit = await EnterAsync("/console/audit?signer=an&to=2020-01-01");

        Assert.That(await visit.TextAsync(".empty"), Does.Contain("Không có văn bản nào khớp"));
    }

    [Test]
    public async Task every_search_is_journalled_with_its_words()
    {
        await using var visit = await EnterAsync("/console/audit?signer=khong+ai+ca");

        Assert.That(Journal("documents-searched"), Has.Some.EqualTo("signer=khong ai ca"));
    }

    [Test]
    public async Task the_evidence_page_shows_signer_hops_receipts_and_journal_and_is_itself_journalled()
    {
        await using var visit = await EnterAsync($"/console/audit/{_item.Packet}");
        var text = await visit.TextAsync("main");

        Assert.That(text, Does.Contain("Nguyễn Văn An").And.Contain("Chữ ký của cơ quan gửi hợp lệ").And.Contain("document-filed").And.Contain("TOTAL-PASSED"));
        Assert.That(_stage.Upper.Store.Read(s => s.Journal.List(null, 500, _item.Packet)).Any(static l => l.Entry.Kind == "document-viewed"), Is.True);
    }

    [Test]
    public async Task the_evidence_file_is_downloaded_and_passes_when_it_is_brought_back()
    {
        await using var visit = await EnterAsync($"/console/audit/{_item.Packet}");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("a[download].main"));
        await VerifyAsync(visit, "ho-so.asice", await File.ReadAllBytesAsync(await download.PathAsync()));

        Assert.That(await visit.TextAsync("h1 + .badge"), Is.EqualTo("TOTAL-PASSED").Or.EqualTo("INDETERMINATE"));
        Assert.That(await visit.Page.Locator(".checks li.failed").CountAsync(), Is.Zero);
        Assert.That(await visit.TextAsync("p.plain"), Does.Contain("hồ sơ bằng chứng").And.Not.Contain("cơ quan gửi"));
    }

    [Test]
    public async Task a_packet_brought_from_outside_passes()
    {
        await using var visit = await EnterAsync("/console/verify");
        await VerifyAsync(visit, "goi.edxml", _packet);

        Assert.That(await visit.TextAsync(".head .badge"), Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public async Task a_tampered_packet_fails_and_the_page_says_why()
    {
        await using var visit = await EnterAsync("/console/verify");
        await VerifyAsync(visit, "goi-da-sua.edxml", Tampered());

        Assert.That(await visit.TextAsync(".head .badge"), Does.StartWith("TOTAL-FAILED"));
        Assert.That(await visit.TextAsync("li.failed"), Has.Length.GreaterThan(20));
    }

    [Test]
    public async Task a_verified_file_is_kept_nowhere_and_journalled()
    {
        var digest = Digest.Of(Tampered());
        await using var visit = await EnterAsync("/console/verify");
        await VerifyAsync(visit, "khong-giu-lai.edxml", Tampered());

        Assert.That(Journal("file-verified"), Has.Some.EqualTo($"{digest} khong-giu-lai.edxml"));
        Assert.That(Directory.EnumerateFiles(Path.Combine(_stage.Upper.Folder, "uploads")), Is.Empty);
        Assert.That(_stage.Upper.Store.Read(s => s.Packets.Find(digest)), Is.Null);
    }

    [Test]
    public async Task a_file_that_names_others_by_reference_reaches_none_of_this_machine()
    {
        await using var visit = await EnterAsync("/console/verify");
        await VerifyAsync(visit, "khong-ky.xml", "<a xmlns='urn:x'>không có chữ ký</a>"u8.ToArray());

        Assert.That(await visit.TextAsync(".head .badge"), Does.StartWith("INDETERMINATE"));
    }

    [Test]
    public async Task a_form_without_a_file_is_refused_with_a_sentence()
    {
        await using var visit = await EnterAsync("/console/verify");
        await visit.Page.EvalOnSelectorAsync("#file", "e => e.required = false");
        await visit.Page.ClickAsync("form.panel button");

        Assert.That(await visit.TextAsync("main"), Does.Contain("không rỗng"));
    }

    [Test]
    public async Task an_auditor_is_offered_nothing_that_changes_anything()
    {
        await using var visit = await EnterAsync($"/console/audit/{_item.Packet}");

        Assert.That(await visit.Page.Locator("main form").CountAsync(), Is.Zero);
    }

    [Test]
    public Task the_search_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceAuditor, "/console/audit?signer=nguyen", "search");

    [Test]
    public Task the_evidence_page_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceAuditor, $"/console/audit/{_item.Packet}", "evidence");

    [Test]
    public Task the_verification_form_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceAuditor, "/console/verify", "verify");

    [Test]
    public Task a_verified_file_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(
        _stage, ConsoleStage.ProvinceAuditor, "/console/verify", "verified", page => SendAsync(page, "goi-da-sua.edxml", Tampered()));

    private byte[] Tampered() => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_packet).Replace("quyết toán", "quyết định", StringComparison.Ordinal));

    private IEnumerable<string?> Journal(string kind) => _stage.Upper.Store.Read(static s => s.Journal.List(null, 500, null)).Where(l => l.Entry.Kind == kind).Select(static l => l.Entry.Detail);

    private async Task<Visit> EnterAsync(string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceAuditor);
        var answer = await visit.GoAsync(path);
        Assert.That(answer.Status, Is.EqualTo((int)HttpStatusCode.OK));
        return visit;
    }

    private static async Task VerifyAsync(Visit visit, string name, byte[] file)
    {
        await visit.GoAsync("/console/verify");
        await SendAsync(visit.Page, name, file);
    }

    private static async Task SendAsync(IPage page, string name, byte[] file)
    {
        await page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
        await page.ClickAsync("form.panel button");
        await page.GetByRole(AriaRole.Heading, new() { Name = name }).First.WaitForAsync();
    }
}
