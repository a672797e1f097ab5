using Microsoft.Playwright;

namespace Axis.Console.Tests.Browsing;

/// <summary>The form of a new document, filled in as a clerk does.</summary>
internal static class ComposeForm
{
    /// <summary>Everything that a document needs but its files.</summary>
    public static async Task FillAsync(IPage page, string subject, string recipient)
    {
        foreach (var (field, text) in new[] { ("notation", "UBND-VP"), ("subject", subject), ("signer", "Nguyễn Văn An"), ("position", "Chủ tịch"), ("place", "An Hòa"), ("to", recipient) })
        {
            await page.FillAsync("#" + field, text);
        }

        await page.Locator("#to-list [role=option]").First.WaitForAsync();
        await page.PressAsync("#to", "Enter");
        await page.Locator("#to-chosen li").First.WaitForAsync();
        await page.CheckAsync("#noStateSecret");
    }

    /// <summary>Waits until every file is up.</summary>
    public static async Task UploadedAsync(IPage page, int files = 1)
    {
        await page.Locator("#file-list li:has-text('✓')").Nth(files - 1).WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
    }

    /// <summary>Sends, and waits for the page that follows the document.</summary>
    /// <returns>Digest of the packet.</returns>
    public static async Task<string> SendAsync(IPage page)
    {
        await page.ClickAsync("#send");
        await page.WaitForURLAsync("**/console/sent/*?said=sent", new PageWaitForURLOptions { Timeout = 30_000 });
        return new Uri(page.Url).Segments[^1];
    }
}
