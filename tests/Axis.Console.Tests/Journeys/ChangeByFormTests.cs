using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Node.Storage;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk mends what was sent: an update under the same number, and a replacement (RCL-09, RCL-10), both by the form.</summary>
public sealed class ChangeByFormTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_replacement_is_named_on_the_old_documents_page_at_both_nodes()
    {
        var item = await _stage.DeliverAsync("V/v kế hoạch phòng cháy rừng");
        var newer = await ChangeAsync(item, "Thay thế", "Sai bảng phân công", "V/v kế hoạch phòng cháy rừng (bản đúng)");
        await using var receiver = await OpenAsync(item);
        await receiver.Page.Locator(".notice:has-text('Đã được thay thế bằng văn bản khác')").WaitForAsync();
        var said = await receiver.TextAsync(".notice:has-text('thay thế')");
        await receiver.Page.ClickAsync("text=Mở văn bản thay thế");
        await receiver.Page.WaitForURLAsync(url => !url.EndsWith(item.Id.ToString(), StringComparison.Ordinal));

        Assert.That((said.Contains("Sai bảng phân công", StringComparison.Ordinal), await receiver.TextAsync("h1")), Is.EqualTo((true, "V/v kế hoạch phòng cháy rừng (bản đúng)")));
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync($"/console/sent/{item.Packet}");
        Assert.That(await sender.TextAsync("#live"), Does.Contain("Nơi nhận này đã được gửi văn bản thay thế").And.Not.Contain("REPLACED"));
        Assert.That(await sender.Page.Locator($"#live a[href='/console/sent/{newer}']").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task an_update_keeps_the_number_and_is_agreed_to_by_the_recipients_clerk()
    {
        var item = await _stage.DeliverAsync("V/v lịch tiếp công dân");
        var newer = await ChangeAsync(item, "Cập nhật", "Đổi ngày tiếp", "V/v lịch tiếp công dân (đã đổi ngày)");
        await using var receiver = await OpenAsync(item);
        await receiver.Page.Locator(".notice:has-text('Nơi gửi yêu cầu cập nhật')").First.WaitForAsync();
        await receiver.Page.ClickAsync("button[name='agree'][value='yes']");
        await receiver.Page.WaitForURLAsync("**?said=change-agreed");
        Assert.That(await receiver.TextAsync("main"), Does.Contain("Cơ quan bạn đã đồng ý cập nhật"));

        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync($"/console/sent/{item.Packet}");
        await sender.Page.Locator("#live .badge:has-text('Nơi nhận đã đồng ý cập nhật')").WaitForAsync();
        Assert.That(CodeOf(newer), Is.EqualTo(CodeOf(item.Packet.ToString())));
    }

    [Test]
    public async Task a_change_without_a_reason_is_not_sent_and_the_reason_asked_for()
    {
        var item = await _stage.DeliverAsync("V/v thiếu lý do thay thế");
        await using var sender = await FormAsync(item, "Thay thế");
        await sender.Page.EvalOnSelectorAsync("#reason", "e => e.required = false");
        await sender.Page.FillAsync("#place", "An Hòa");
        await sender.Page.CheckAsync("#noStateSecret");
        await AttachAsync(sender.Page);
        await sender.Page.ClickAsync("#send");

        await sender.Page.Locator("#reason-wrong:visible").WaitForAsync();
        Assert.That(_stage.Upper.Store.Read(s => s.Changes.ListFor(item.Id)), Is.Empty);
    }

    [Test]
    public async Task an_error_of_form_is_not_replaced_and_the_field_says_so_before_anything_is_sent()
    {
        var item = await _stage.DeliverAsync("V/v sai thể thức");
        await using var sender = await FormAsync(item, "Thay thế");
        await sender.Page.FillAsync("#reason", "Sai cỡ chữ");
        await sender.Page.FillAsync("#place", "An Hòa");
        await sender.Page.CheckAsync("#noStateSecret");
        await AttachAsync(sender.Page);
        await sender.Page.SelectOptionAsync("#errorKind", "form");
        await sender.Page.Locator("#errorKind-wrong:visible").WaitForAsync();

        Assert.That(await sender.TextAsync("#errorKind-wrong"), Does.Contain("đính chính bằng công văn"));
    }

    [TestCase("update")]
    [TestCase("replace")]
    public async Task the_form_of_a_change_pleases_axe_at_every_size_and_brightness(string change)
    {
        var item = await _stage.DeliverAsync("V/v phân công trực ban mùa mưa bão");
        await Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, $"/console/compose?{change}={item.Packet}", "compose-" + change);
    }

    [Test]
    public async Task the_page_of_a_replaced_document_pleases_axe_at_every_size_and_brightness()
    {
        var item = await _stage.DeliverAsync("V/v danh sách hộ được hỗ trợ xây nhà");
        await ChangeAsync(item, "Thay thế", "Thiếu hai hộ ở thôn Đông", "V/v danh sách hộ được hỗ trợ xây nhà (bản đủ)");
        await ReachedAsync(item);
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, $"/console/inbox/{item.Id}", "replaced");
    }

    private async Task<string> ChangeAsync(InboxItem item, string what, string reason, string subject)
    {
        await using var sender = await FormAsync(item, what);
        await sender.Page.FillAsync("#reason", reason);
        await sender.Page.FillAsync("#subject", subject);
        await sender.Page.FillAsync("#place", "An Hòa");
        await sender.Page.CheckAsync("#noStateSecret");
        await AttachAsync(sender.Page);
        var packet = await ComposeForm.SendAsync(sender.Page);
        Assert.That(sender.Faults, Is.Empty);
        return packet;
    }

    private async Task<Visit> FormAsync(InboxItem item, string what)
    {
        var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync($"/console/sent/{item.Packet}");
        await sender.Page.ClickAsync($".acts a:has-text('{what}')");
        await sender.Page.Locator("#to-chosen li:has-text('Cơ quan H37')").WaitForAsync();
        return sender;
    }

    private static async Task AttachAsync(IPage page)
    {
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "Bản đúng.pdf", MimeType = "application/pdf", Buffer = SmallPdfFile.WithText("corrected") });
        await ComposeForm.UploadedAsync(page);
    }

    private async Task<Visit> OpenAsync(InboxItem item)
    {
        await ReachedAsync(item);
        var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{item.Id}");
        return receiver;
    }

    private Task<int> ReachedAsync(InboxItem item) => Eventually.GetAsync(() => _stage.Upper.Store.Read(s => s.Changes.ListFor(item.Id)).Count, static n => n == 1, "the request at the recipient");

    private string? CodeOf(string packet)
    {
        var row = _stage.Lower.Store.Read(s => s.Packets.Find(Core.Packets.Digest.Parse(packet)))!;
        return Node.Api.Views.DocumentViews.Facts(row).Code;
    }
}
