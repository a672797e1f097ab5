using System.Net;
using Axis.Console.Tests.Access;
using Axis.Console.Tests.Browsing;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>A PDF that is shown in the page of its document.</summary>
public sealed class FileViewTests
{
    private static readonly byte[] Pdf = SmallPdfFile.WithText("Xem trong trang");
    private ConsoleStage _stage;
    private InboxItem _item;
    private ConsoleCaller _clerk;

    private string View => $"/console/inbox/{_item.Id}/files/0/view";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("V/v xem tệp trong trang", file: Pdf);
        _clerk = await ConsoleCaller.OpenAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _clerk.Dispose();
        await _stage.DisposeAsync();
    }

    [TearDown]
    public void EnoughRoomAgain() => _stage.Upper.Get<LimitOptions>().FreeSpaceReserveBytes = 1 << 20;

    [Test]
    public async Task a_viewer_that_asks_for_a_range_gets_the_whole_file_and_is_not_invited_to_ask_for_more()
    {
        using var answer = await _clerk.AskAsync(HttpMethod.Get, View, null, ("Range", "bytes=0-9"));
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.That((answer.StatusCode, bytes.Length, answer.Headers.AcceptRanges.Count), Is.EqualTo((HttpStatusCode.OK, Pdf.Length, 0)));
    }

    [Test]
    public async Task a_file_is_shown_in_a_frame_of_this_console_alone()
    {
        using var answer = await _clerk.AskAsync(HttpMethod.Get, View);

        Assert.That((answer.Content.Headers.ContentDisposition?.DispositionType, Policy(answer)), Is.EqualTo(("inline", "frame-ancestors 'self'")));
    }

    [Test]
    public async Task a_refusal_is_a_page_that_the_frame_may_show_and_no_longer_a_file()
    {
        using var answer = await _clerk.AskAsync(HttpMethod.Get, View.Replace("files/0", "files/7", StringComparison.Ordinal));

        Assert.That((answer.StatusCode, answer.Content.Headers.ContentDisposition, Policy(answer)), Is.EqualTo((HttpStatusCode.NotFound, (object?)null, "frame-ancestors 'self'")));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("style-src 'self'").And.Not.Contain("unsafe"));
    }

    [Test]
    public async Task a_refusal_elsewhere_is_shown_in_no_frame()
    {
        using var answer = await _clerk.AskAsync(HttpMethod.Get, $"/console/inbox/{Guid.Empty}");

        Assert.That(Policy(answer), Is.EqualTo("frame-ancestors 'none'"));
    }

    [Test]
    public async Task why_a_file_is_not_shown_is_read_where_it_would_have_been()
    {
        _stage.Upper.Get<LimitOptions>().FreeSpaceReserveBytes = long.MaxValue;
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync($"/console/inbox/{_item.Id}");
        await visit.Page.ClickAsync("details.viewer summary");
        var said = await visit.Page.FrameLocator("details.viewer iframe").Locator(".problem").InnerTextAsync();
        await visit.Page.WaitForTimeoutAsync(500);
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, "file-refused.png"), FullPage = true });

        Assert.That(said, Does.Contain("dung lượng đĩa").And.Contain("DISK_RESERVE").And.Not.Contain("Về trang đầu"));
    }

    [Test]
    public async Task a_session_that_is_over_is_said_in_the_frame_and_leads_out_of_it()
    {
        using var nobody = await ConsoleCaller.OpenAsync(_stage.Upper, null);
        using var answer = await nobody.AskAsync(HttpMethod.Get, View, null, ("Sec-Fetch-Dest", "iframe"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That((answer.StatusCode, page.Contains("target=\"_top\"", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Unauthorized, true)));
    }

    private static string Policy(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Content-Security-Policy").Single().Split(';', StringSplitOptions.TrimEntries).Single(static d => d.StartsWith("frame-ancestors", StringComparison.Ordinal));
}
