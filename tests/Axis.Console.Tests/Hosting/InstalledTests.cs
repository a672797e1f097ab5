using System.Text.Json;
using Axis.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Hosting;

/// <summary>The console as an application on somebody's phone or desk: installable, honest when the node is down, and keeping nothing of a document.</summary>
[NonParallelizable]
public sealed class InstalledTests
{
    private ConsoleStage _stage;
    private Node.Storage.InboxItem _item;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("V/v không được giữ lại trong máy", file: SmallPdfFile.WithText("not kept"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task the_browser_offers_to_install_it()
    {
        await using var visit = await OpenAsync("/console/inbox");
        var protocol = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var manifest = (await protocol.SendAsync("Page.getAppManifest"))!.Value;
        var wrong = (await protocol.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(static e => e.GetProperty("errorId").GetString());

        Assert.That(manifest.GetProperty("errors").GetArrayLength(), Is.Zero);
        Assert.That(JsonDocument.Parse(manifest.GetProperty("data").GetString()!).RootElement.GetProperty("start_url").GetString(), Is.EqualTo("/console"));

        // A test's browser keeps nothing, as a private window does, and such windows install nothing.
        Assert.That(wrong, Is.SubsetOf(new[] { "in-incognito" }));
    }

    [Test]
    public async Task every_icon_of_the_manifest_is_there_in_its_size()
    {
        await using var visit = await OpenAsync("/console/inbox");
        var wrong = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const manifest = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
              const wrong = [];
              for (const icon of manifest.icons) {
                const image = new Image();
                image.src = icon.src;
                await image.decode();
                if (icon.sizes !== "any" && icon.sizes !== `${image.naturalWidth}x${image.naturalHeight}`) wrong.push(`${icon.src} is ${image.naturalWidth}x${image.naturalHeight}`);
              }
              return wrong;
            }
            """);

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("/console")]
    [TestCase("/console/inbox")]
    public async Task when_the_node_is_down_a_page_says_so_and_leads_back_when_it_is_up(string path)
    {
        await using var visit = await OpenAsync("/console/inbox");
        await visit.GoAsync($"/console/inbox/{_item.Id}");
        await _stage.Upper.StopAsync();
        try
        {
            await visit.GoAsync(path);
            Assert.That(await visit.TextAsync("h1"), Is.EqualTo("Không liên lạc được với nút"));
            Assert.That(await visit.Page.EvaluateAsync<bool>("() => getComputedStyle(document.querySelector('a.button')).borderStyle !== 'none'"), Is.True, "its style sheets are there too");
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, "offline-desktop-light.png") });
            Assert.That(await Axe.FindAsync(visit.Page), Is.Empty);
        }
        finally
        {
            await _stage.Upper.StartAsync();
        }

        await visit.Page.ClickAsync("a.button");
        await visit.Page.Locator("h1:has-text('Hộp đến')").WaitForAsync();
    }

    [Test]
    public async Task the_browser_keeps_style_sheets_and_the_page_for_when_the_node_is_down_and_nothing_of_a_document()
    {
        await using var visit = await OpenAsync("/console/inbox");
        await visit.GoAsync($"/console/inbox/{_item.Id}");
        await visit.Page.ClickAsync("text=Xem trong trang");
        await visit.Page.Locator(".viewer iframe").WaitForAsync();
        await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync(".file a[download]"));
        await visit.GoAsync("/console/registers");
        var kept = await visit.Page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys()).map(r => new URL(r.url).pathname)))).flat()");

        Assert.That(kept, Has.Some.EqualTo("/console/offline").And.All.Match("^/console/(offline$|assets/)"));
    }

    [Test]
    public async Task the_page_for_when_the_node_is_down_pleases_axe_at_every_size_and_brightness() => await Gallery.LookAsync(_stage, null, "/console/offline", "offline");

    private async Task<Visit> OpenAsync(string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync(path);
        await visit.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        return visit;
    }
}
