using System.Text;
using System.Text.RegularExpressions;
using Axis.Console.Tests.Browsing;
using Axis.Node.Storage;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>Who reads English reads why as well.</summary>
public sealed partial class EnglishVerdictTests
{
    private ConsoleStage _stage;
    private InboxItem _item;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("Report on the harvest", file: SmallPdfFile.WithText("unsigned"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_received_document_says_why_its_signature_is_valid()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, $"/console/inbox/{_item.Id}");
        var said = await WhyAsync(visit.Page, "section[aria-labelledby='verdict-title']");

        Assert.That(said, Does.Contain("directory"));
        Assert.That(Leftovers(said), Is.Empty);
    }

    [Test]
    public async Task the_evidence_page_says_why_in_english()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceAuditor, $"/console/audit/{_item.Packet}");
        var said = await WhyAsync(visit.Page, "section[aria-labelledby='verdict-title']");

        Assert.That(said, Does.Contain("directory"));
        Assert.That(Leftovers(said), Is.Empty);
    }

    [TestCase("packet.edxml", "TOTAL-PASSED")]
    [TestCase("tampered.edxml", "TOTAL-FAILED")]
    [TestCase("unsigned.pdf", "INDETERMINATE")]
    [TestCase("unsigned.xml", "INDETERMINATE")]
    [TestCase("rubbish.bin", "")]
    public async Task a_file_brought_from_outside_is_judged_in_english(string name, string verdict)
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceAuditor, "/console/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = Bytes(name) });
        await visit.Page.ClickAsync("form.panel button");
        await visit.Page.Locator("h1").First.WaitForAsync();
        var said = (await visit.Page.Locator("main").TextContentAsync())!;

        Assert.That(said, Does.Contain(verdict));
        Assert.That(Leftovers(said), Is.Empty);
    }

    [Test]
    public async Task an_evidence_file_is_judged_in_english()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceAuditor, $"/console/audit/{_item.Packet}");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("a[download].main"));
        await visit.GoAsync("/console/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "evidence.asice", MimeType = "application/octet-stream", Buffer = await File.ReadAllBytesAsync(await download.PathAsync()) });
        await visit.Page.ClickAsync("form.panel button");
        await visit.Page.Locator("#links-of-evidence").WaitForAsync();
        var said = (await visit.Page.Locator("main").TextContentAsync())!;

        Assert.That(Leftovers(said), Is.Empty);
    }

    [Test]
    public async Task a_registers_columns_keep_the_words_of_the_decree_and_are_marked_as_vietnamese()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/registers");

        Assert.That(await visit.Page.Locator("main [lang=vi]").CountAsync(), Is.EqualTo(await visit.Page.Locator("table.book").CountAsync()));
    }

    // Names of agencies, authorities, files and people stay as they are.
    private static IEnumerable<string> Leftovers(string said) => Vietnamese().Matches(Data().Replace(said, "")).Select(static m => m.Value);

    private byte[] Bytes(string name)
    {
        var packet = _stage.Upper.Store.Read(s => s.Packets.ReadInline(_item.Packet))!;
        return name switch
        {
            "packet.edxml" => packet,
            "tampered.edxml" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(packet).Replace("harvest", "weather", StringComparison.Ordinal)),
            "unsigned.pdf" => SmallPdfFile.WithText("unsigned"),
            "unsigned.xml" => "<a xmlns='urn:x'>not signed</a>"u8.ToArray(),
            _ => [1, 2, 3, 4],
        };
    }

    private static async Task<string> WhyAsync(IPage page, string panel)
    {
        await page.Locator(panel + " summary").First.ClickAsync();
        return (await page.Locator(panel).TextContentAsync())!;
    }

    private async Task<Visit> OpenAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper, english: true);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync(path);
        return visit;
    }

    // A run of words around a letter that English does not have.
    [GeneratedRegex("[^\\n<>]{0,60}[ăâđêôơưàáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ][^\\n<>]{0,60}", RegexOptions.IgnoreCase)]
    private static partial Regex Vietnamese();

    [GeneratedRegex("CA thử nghiệm|Cơ quan [A-Z0-9.]+|Báo cáo\\.pdf|Nguyễn Văn An|Nút [a-z-]+")]
    private static partial Regex Data();
}
