using Axis.Console.Tests.Browsing;
using Axis.Core.Packets;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>Files on their way from the browser: dropped, broken off, taken up again.</summary>
[NonParallelizable]
public sealed class UploadTests
{
    private string _folder;
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("axis-uploads-").FullName;
        _stage = await ConsoleStage.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task files_dropped_on_the_form_are_sent()
    {
        await using var sender = await OpenAsync();
        await ComposeForm.FillAsync(sender.Page, "V/v tệp kéo thả", "H37");
        var dropped = await sender.Page.EvaluateHandleAsync(
            """
            () => {
              const data = new DataTransfer();
              data.items.add(new File(["thứ nhất"], "Tệp một.txt", { type: "text/plain" }));
              data.items.add(new File(["thứ hai"], "Tệp hai.txt", { type: "text/plain" }));
              return data;
            }
            """);
        await sender.Page.DispatchEventAsync("#drop", "dragenter", new { dataTransfer = dropped });
        var over = await sender.Page.Locator("#drop.over").CountAsync();
        await sender.Page.DispatchEventAsync("#drop", "drop", new { dataTransfer = dropped });
        await ComposeForm.UploadedAsync(sender.Page, 2);
        var packet = await ComposeForm.SendAsync(sender.Page);
        var second = await sender.Page.APIRequest.GetAsync($"/console/sent/{packet}/files/1");

        Assert.That((over, await sender.Page.Locator("#drop.over").CountAsync(), await second.TextAsync()), Is.EqualTo((1, 0, "thứ hai")));
    }

    [Test]
    public async Task an_upload_goes_on_after_the_page_was_loaded_again()
    {
        var (path, digest) = await FileAsync(13 << 20);
        await using var sender = await OpenAsync();
        await CutAfterAsync(sender.Page, pieces: 2);
        await sender.Page.SetInputFilesAsync("#files", path);
        await sender.Page.Locator("#file-list li:has-text('đang thử lại')").WaitForAsync();
        var offsets = new List<string>();
        sender.Page.Request += (_, request) =>
        {
            if (request.Method == "PATCH")
            {
                lock (offsets)
                {
                    offsets.Add(new Uri(request.Url).Query);
                }
            }
        };
        await sender.Page.UnrouteAllAsync();
        await sender.GoAsync("/console/compose");
        lock (offsets)
        {
            offsets.Clear();
        }

        await ComposeForm.FillAsync(sender.Page, "V/v tải tiếp sau khi nạp lại trang", "H37");
        await sender.Page.SetInputFilesAsync("#files", path);
        await ComposeForm.UploadedAsync(sender.Page);
        var packet = await ComposeForm.SendAsync(sender.Page);

        Assert.That(offsets, Has.None.EqualTo("?offset=0").And.Some.EqualTo($"?offset={8 << 20}"));
        Assert.That(await DigestOfAsync(sender.Page, packet), Is.EqualTo(digest));
    }

    [Test]
    public async Task an_upload_goes_on_after_the_node_was_started_again_and_arrives_whole()
    {
        var (path, digest) = await FileAsync(17 << 20);
        await using var sender = await OpenAsync();
        await ComposeForm.FillAsync(sender.Page, "V/v tải tiếp sau khi nút khởi động lại", "H37");
        var second = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var pieces = 0;
        await sender.Page.RouteAsync("**/console/uploads/*?offset=*", async route =>
        {
            if (Interlocked.Increment(ref pieces) == 3)
            {
                second.SetResult();
                await goOn.Task;
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await sender.Page.SetInputFilesAsync("#files", path);
        await second.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _stage.Lower.StopAsync();
        goOn.SetResult();
        await sender.Page.Locator("#file-list li:has-text('đang thử lại')").WaitForAsync();
        await _stage.Lower.StartAsync();
        await ComposeForm.UploadedAsync(sender.Page);
        var packet = await ComposeForm.SendAsync(sender.Page);

        Assert.That(await DigestOfAsync(sender.Page, packet), Is.EqualTo(digest));
    }

    [Test]
    public async Task a_file_that_is_taken_off_the_list_leaves_nothing_at_the_node()
    {
        var (path, _) = await FileAsync(1 << 20);
        await using var sender = await OpenAsync();
        await sender.Page.SetInputFilesAsync("#files", path);
        await ComposeForm.UploadedAsync(sender.Page);
        await sender.Page.RunAndWaitForResponseAsync(() => sender.Page.ClickAsync("#file-list button"), static r => r.Request.Method == "DELETE");

        Assert.That(await sender.Page.Locator("#file-list li").CountAsync(), Is.Zero);
        Assert.That(Directory.EnumerateFiles(Path.Combine(_stage.Lower.Folder, "uploads"), "*.part", SearchOption.AllDirectories).Where(static f => new FileInfo(f).Length == 1 << 20), Is.Empty);
    }

    // From then on every piece is lost on its way.
    private static async Task CutAfterAsync(IPage page, int pieces)
    {
        var seen = 0;
        await page.RouteAsync("**/console/uploads/*?offset=*", route => Interlocked.Increment(ref seen) > pieces ? route.AbortAsync() : route.ContinueAsync());
    }

    private async Task<(string Path, Digest Digest)> FileAsync(int bytes)
    {
        var path = Path.Combine(_folder, $"Bản đồ {bytes}.bin");
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        await File.WriteAllBytesAsync(path, content);
        return (path, Digest.Of(content));
    }

    private static async Task<Digest> DigestOfAsync(IPage page, string packet) => Digest.Of(await (await page.APIRequest.GetAsync($"/console/sent/{packet}/files/0")).BodyAsync());

    private async Task<Visit> OpenAsync()
    {
        var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        return sender;
    }
}
