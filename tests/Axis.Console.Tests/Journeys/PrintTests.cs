using Axis.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>Pages on paper.</summary>
public sealed class PrintTests
{
    private ConsoleStage _stage;
    private Node.Storage.InboxItem _item;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("V/v điều chỉnh quy hoạch sử dụng đất thời kỳ 2026 – 2030 và kế hoạch sử dụng đất năm đầu");
        await using var receiver = await OpenAsync(ConsoleStage.ProvinceClerk, $"/console/inbox/{_item.Id}");
        await receiver.Page.ClickAsync("button[value='03']");
        await receiver.Page.WaitForURLAsync("**?said=answered-03");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [TestCase("den")]
    [TestCase("theo-doi")]
    public async Task a_register_prints_on_landscape_paper_with_all_its_columns(string register)
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/registers?agency=H37&register=" + register);

        // A4 landscape less its margins, in CSS pixels.
        await visit.Page.SetViewportSizeAsync(1031, 700);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var cut = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('table.book th, table.book td')].filter(c => c.getBoundingClientRect().right > 1032 || c.scrollWidth > c.clientWidth + 1).map(c => c.textContent)");
        var shown = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.top, .side, .tabs, .button, form, dialog')].filter(e => e.offsetParent !== null).map(e => e.className)");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, $"print-{register}.png"), FullPage = true });

        Assert.That((cut, shown), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        Assert.That(Box(await visit.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })), Is.EqualTo("842 595"));
    }

    [Test]
    public async Task a_receipt_and_a_documents_page_print_black_on_white_without_the_controls()
    {
        var receipt = _stage.Upper.Store.Read(s => s.Receipts.ListFor(_item.Packet))[0].Digest;
        foreach (var path in new[] { $"/console/receipts/{receipt}", $"/console/inbox/{_item.Id}" })
        {
            await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, path, dark: true);
            await visit.Page.SetViewportSizeAsync(680, 900);
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            var look = await visit.Page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.body); return `${s.color} ${s.backgroundColor} ${[...document.querySelectorAll('button, form, .side, .top')].filter(e => e.offsetParent !== null).length} ${document.documentElement.scrollWidth <= 680}`; }");

            Assert.That(look, Is.EqualTo("rgb(0, 0, 0) rgb(255, 255, 255) 0 true"), path);
        }
    }

    // The first page's size in points, rounded.
    private static string Box(byte[] pdf)
    {
        var box = System.Text.RegularExpressions.Regex.Match(System.Text.Encoding.Latin1.GetString(pdf), @"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)");
        return string.Join(' ', new[] { 1, 2 }.Select(i => Math.Round(double.Parse(box.Groups[i].Value, System.Globalization.CultureInfo.InvariantCulture))));
    }

    private async Task<Visit> OpenAsync(Person person, string path, bool dark = false)
    {
        var visit = await Visit.OpenAsync(_stage.Upper, dark: dark);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync(path);
        return visit;
    }
}
