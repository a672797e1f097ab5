using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>Files that are put into the form of a new document and taken out again.</summary>
public sealed class UploadFormTests
{
    private ConsoleStage _stage;
    private string _file;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _file = Path.Combine(_stage.Lower.Folder, "Tờ trình.pdf");
        await File.WriteAllBytesAsync(_file, new byte[200_000]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [SetUp]
    public void Empty()
    {
        if (Directory.Exists(Own))
        {
            Directory.Delete(Own, recursive: true);
        }
    }

    [Test]
    public async Task the_same_file_chosen_twice_is_there_once_and_the_form_says_so()
    {
        await using var sender = await OpenAsync();
        await sender.Page.SetInputFilesAsync("#files", _file);
        await sender.Page.Locator("#file-list li:has-text('✓')").WaitForAsync();
        await sender.Page.SetInputFilesAsync("#files", _file);
        await sender.Page.Locator("p[role=status]:has-text('đã có trong danh sách')").WaitForAsync();

        Assert.That((await sender.Page.Locator("#file-list li").CountAsync(), Here()), Is.EqualTo((1, 1)));
        await sender.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, "compose-twice.png"), FullPage = true });
    }

    [Test]
    public async Task a_file_removed_while_the_node_was_still_answering_is_removed_from_the_node_too()
    {
        await using var sender = await OpenAsync();
        await sender.Page.EvaluateAsync(
            """
            () => {
              const real = window.fetch;
              window.fetch = async (...asked) => {
                const answer = await real(...asked);
                if (String(asked[0]).endsWith("/console/uploads")) await new Promise((go) => { window.answered = go; });
                return answer;
              };
            }
            """);
        await sender.Page.SetInputFilesAsync("#files", _file);
        await sender.Page.WaitForFunctionAsync("() => window.answered");
        var before = Here();
        await sender.Page.ClickAsync("#file-list button");
        await sender.Page.EvaluateAsync("() => window.answered()");

        Assert.That((before, await Eventually.GetAsync(Here, static n => n == 0, "nothing of the upload on the node")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task a_file_that_failed_can_be_chosen_again()
    {
        await using var sender = await OpenAsync();
        await sender.Page.RouteAsync("**/console/uploads/*?offset=*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404, ContentType = "application/problem+json", Body = """{"code":"UPLOAD_UNKNOWN","detail":"Tệp tải lên này không còn"}""" }));
        await sender.Page.SetInputFilesAsync("#files", _file);
        await sender.Page.Locator("#file-list li:has-text('không còn')").WaitForAsync();
        await sender.Page.UnrouteAllAsync();
        await sender.Page.SetInputFilesAsync("#files", _file);
        await sender.Page.Locator("#file-list li:has-text('✓')").WaitForAsync();

        Assert.That(await sender.Page.Locator("#file-list li").CountAsync(), Is.EqualTo(1));
    }

    private string Own => Path.Combine(_stage.Lower.Folder, "uploads", "console", _stage.Lower.Store.Read(static s => s.Users.FindByName(ConsoleStage.CommuneClerk.Name))!.Id);

    private int Here() => Directory.Exists(Own) ? Directory.GetFiles(Own, "*.part").Length : 0;

    private async Task<Visit> OpenAsync()
    {
        var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        return sender;
    }
}
