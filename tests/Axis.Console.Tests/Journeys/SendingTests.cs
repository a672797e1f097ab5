using Axis.Console.Tests.Browsing;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk of the commune sends to the province by the browser, and sees what becomes of it.</summary>
public sealed class SendingTests
{
    private ConsoleStage _stage;
    private string _folder;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("axis-console-").FullName;
        _stage = await ConsoleStage.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task a_file_of_50_MB_is_sent_arrives_and_is_seen_to_be_accepted()
    {
        var file = await LargeFileAsync(50 << 20);
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        await ComposeForm.FillAsync(sender.Page, "V/v gửi hồ sơ quy hoạch", "Co quan H37.01");
        await sender.Page.SetInputFilesAsync("#files", file);
        await sender.Page.Locator("#file-list li", new PageLocatorOptions { HasTextString = "✓" }).WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        await sender.Page.ClickAsync("#send");
        await sender.Page.WaitForURLAsync("**/console/sent/*?said=sent", new PageWaitForURLOptions { Timeout = 30_000 });
        await sender.Page.Locator("#live .badge", new PageLocatorOptions { HasTextString = "Đã đến" }).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });

        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.DepartmentClerk);
        await receiver.GoAsync("/console/inbox");
        await receiver.Page.ClickAsync("text=V/v gửi hồ sơ quy hoạch >> nth=0");
        var received = await receiver.Page.RunAndWaitForDownloadAsync(() => receiver.Page.ClickAsync(".file a[download]"));
        await receiver.Page.ClickAsync("button[value='03']");
        await receiver.Page.WaitForURLAsync("**?said=answered-03");

        Assert.That(await DigestOfAsync((await received.PathAsync())!), Is.EqualTo(await DigestOfAsync(file)));
        await sender.Page.Locator("#live .badge", new PageLocatorOptions { HasTextString = "Đã tiếp nhận" }).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        Assert.That(sender.Faults.Concat(receiver.Faults), Is.Empty);
    }

    [Test]
    public async Task an_upload_goes_on_where_a_cut_line_left_it()
    {
        var file = await LargeFileAsync(9 << 20);
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        var pieces = 0;
        await sender.Page.RouteAsync("**/console/uploads/*?offset=*", async route =>
        {
            // The second piece never gets through the first time.
            if (Interlocked.Increment(ref pieces) == 2)
            {
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await sender.Page.SetInputFilesAsync("#files", file);
        await sender.Page.Locator("#file-list li", new PageLocatorOptions { HasTextString = "✓" }).WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });

        // Three pieces of 4 MB and less, one of them twice: nothing was sent from the start again.
        Assert.That(pieces, Is.EqualTo(4));
    }

    [Test]
    public async Task what_would_be_refused_is_said_next_to_its_field_while_it_is_typed()
    {
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        await sender.Page.FillAsync("#to", ConsoleStage.CommuneAgency);
        await sender.Page.Locator("#to-list [role=option]").First.WaitForAsync();
        await sender.Page.PressAsync("#to", "Enter");
        await sender.Page.Locator("#to-wrong").WaitForAsync();

        Assert.That(await sender.TextAsync("#to-wrong"), Does.Contain("trùng với cơ quan gửi"));
        Assert.That(await sender.Page.Locator("#subject-wrong").IsHiddenAsync(), Is.True, "a field that nobody touched is left alone");
    }

    [Test]
    public async Task without_the_declaration_about_secrets_nothing_is_sent_and_the_upload_is_kept_for_the_next_try()
    {
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        await ComposeForm.FillAsync(sender.Page, "V/v chưa khai báo", "H37");
        await sender.Page.SetInputFilesAsync("#files", await LargeFileAsync(1 << 20));
        await sender.Page.Locator("#file-list li", new PageLocatorOptions { HasTextString = "✓" }).WaitForAsync();
        await sender.Page.UncheckAsync("#noStateSecret");
        await sender.Page.ClickAsync("#send");
        await sender.Page.Locator("#noStateSecret-wrong").WaitForAsync();
        Assert.That(_stage.Lower.Store.Read(static s => s.Packets.ListSubmitted(null, null, 50)).Select(static p => p.Facts.Subject), Has.None.EqualTo("V/v chưa khai báo"));

        await sender.Page.CheckAsync("#noStateSecret");
        await sender.Page.ClickAsync("#send");
        await sender.Page.WaitForURLAsync("**/console/sent/*?said=sent");
        Assert.That(Directory.EnumerateFiles(Path.Combine(_stage.Lower.Folder, "uploads"), "*", SearchOption.AllDirectories).Where(static f => new FileInfo(f).Length == 1 << 20), Is.Empty);
    }

    [Test]
    public async Task a_pdf_is_shown_in_the_page_and_anything_else_is_not()
    {
        var pdf = await _stage.DeliverAsync("V/v có tệp PDF", file: SmallPdfFile.WithText("DocAxis"));
        var other = await _stage.DeliverAsync("V/v tệp giả PDF", file: "<script>alert(1)</script>"u8.ToArray());
        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{pdf.Id}");
        await receiver.Page.ClickAsync("text=Xem trong trang");
        await receiver.Page.Locator(".viewer iframe").WaitForAsync();
        await receiver.Page.Locator(".viewer iframe").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Repository.Artifacts, "pdf-shown.png") });
        var shown = await receiver.Page.Context.APIRequest.GetAsync(new Uri(_stage.Upper.Api, $"/console/inbox/{pdf.Id}/files/0/view").ToString());
        var refused = await receiver.Page.Context.APIRequest.GetAsync(new Uri(_stage.Upper.Api, $"/console/inbox/{other.Id}/files/0/view").ToString());

        Assert.That((shown.Status, shown.Headers["content-type"], refused.Status), Is.EqualTo((200, "application/pdf", 415)));
        Assert.That(shown.Headers["content-security-policy"], Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'self'"));
    }

    [Test]
    public async Task a_recall_before_it_was_read_cancels_the_document()
    {
        var item = await _stage.DeliverAsync("V/v thu hồi khi chưa đọc");
        await RecallAsync(item.Packet, "Sai phụ lục");
        await Eventually.GetAsync(() => _stage.Upper.Store.Read(s => s.Inbox.Find(item.Id))!.State, static s => s == Node.Storage.InboxState.Recalled, "recalled");
        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{item.Id}");

        Assert.That(await receiver.TextAsync("main"), Does.Contain("Nơi gửi đã thu hồi văn bản này"));
    }

    [Test]
    public async Task a_recall_after_it_was_read_waits_for_the_recipients_clerk()
    {
        var item = await _stage.DeliverAsync("V/v thu hồi khi đã đọc");
        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{item.Id}");
        await receiver.Page.RunAndWaitForDownloadAsync(() => receiver.Page.ClickAsync(".file a[download]"));
        await RecallAsync(item.Packet, "Nhầm số liệu");
        await Eventually.GetAsync(() => _stage.Upper.Store.Read(s => s.Changes.ListFor(item.Id)).Count, static n => n == 1, "the request at the recipient");
        await receiver.Page.ReloadAsync();
        await receiver.Page.ClickAsync("button[name='agree'][value='yes']");
        await receiver.Page.WaitForURLAsync("**?said=change-agreed");

        await Eventually.GetAsync(() => _stage.Lower.Tracking(item.Packet.ToString())[0].ChangeEnd, static e => e == Core.Rules.Changes.ChangeEnd.Agreed, "agreed at the sender");
        Assert.That(_stage.Upper.Store.Read(s => s.Inbox.Find(item.Id))!.State, Is.EqualTo(Node.Storage.InboxState.Recalled));
    }

    [Test]
    public Task the_form_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/compose", "compose", async page =>
    {
        await ComposeForm.FillAsync(page, "V/v báo cáo tình hình sản xuất vụ đông", "H37");
        await page.SetInputFilesAsync("#files", await LargeFileAsync(120_000));
        await page.Locator("#file-list li", new PageLocatorOptions { HasTextString = "✓" }).WaitForAsync();
    });

    [Test]
    public async Task a_sent_documents_page_pleases_axe_at_every_size_and_brightness()
    {
        var item = await _stage.DeliverAsync("V/v đề nghị hỗ trợ kinh phí khắc phục hậu quả bão số 9", priority: 1);
        await Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, $"/console/sent/{item.Packet}", "sent-document");
    }

    [TestCase("sent", "sent")]
    [TestCase("tracking", "tracking")]
    [TestCase("find?q=dang+ky", "find")]
    public async Task a_list_pleases_axe_at_every_size_and_brightness(string page, string name)
    {
        await _stage.DeliverAsync("V/v đăng ký tập huấn chuyển đổi số");
        await Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/" + page, name);
    }

    private async Task RecallAsync(Digest packet, string reason)
    {
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync($"/console/sent/{packet}");
        await sender.Page.ClickAsync("text=Thu hồi văn bản");
        await sender.Page.FillAsync("#reason", reason);
        await sender.Page.ClickAsync("form[action$='/recall'] button.danger");
        await sender.Page.WaitForURLAsync("**?said=recalled");
    }

    private async Task<string> LargeFileAsync(int bytes)
    {
        var path = Path.Combine(_folder, $"Hồ sơ {bytes}.bin");
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        await File.WriteAllBytesAsync(path, content);
        return path;
    }

    private static async Task<Digest> DigestOfAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return new Digest(await System.Security.Cryptography.SHA256.HashDataAsync(file));
    }
}
