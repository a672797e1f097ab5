using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Node.Storage;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk refuses a document, and may think better of it for a moment.</summary>
public sealed class RefusalTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_refusal_reaches_the_sender_with_its_reason()
    {
        var item = await _stage.DeliverAsync("V/v thiếu phụ lục");
        await using (var receiver = await RefuseAsync(item.Id, "THIEU_TEP", "Thiếu phụ lục 2"))
        {
            Assert.That(await receiver.TextAsync(".answer"), Does.Contain("Lời từ chối sẽ gửi lúc"));
        }

        await Eventually.GetAsync(() => _stage.Lower.Tracking(item.Packet.ToString())[0].State, static s => s == "02", "refused at the sender");
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync($"/console/sent/{item.Packet}");
        Assert.That(await sender.TextAsync("#live"), Does.Contain("Thiếu phụ lục 2"));
    }

    [Test]
    public async Task a_refusal_that_is_undone_in_time_never_leaves()
    {
        var item = await _stage.DeliverAsync("V/v bấm nhầm");
        await using var receiver = await RefuseAsync(item.Id, "SAI_NOI_NHAN", "bấm nhầm");
        await receiver.Page.ClickAsync("form[action$='/undo'] button");
        await receiver.Page.WaitForURLAsync("**?said=refusal-undone");
        await Task.Delay(TimeSpan.FromSeconds(5));

        Assert.That(_stage.Upper.Store.Read(s => s.Inbox.Find(item.Id))!.State, Is.EqualTo(InboxState.Arrived));
    }

    [Test]
    public async Task while_a_refusal_waits_the_document_cannot_be_accepted()
    {
        var item = await _stage.DeliverAsync("V/v hai việc một lúc");
        await using var receiver = await RefuseAsync(item.Id, "SAI_THE_THUC", null);

        Assert.That(await receiver.Page.Locator("button[value='03']").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task a_refusal_leaves_when_the_node_was_stopped_in_between()
    {
        var item = await _stage.DeliverAsync("V/v tắt máy giữa chừng");
        await using (await RefuseAsync(item.Id, "TRUNG", null))
        {
            await _stage.Upper.StopAsync();
            await _stage.Upper.StartAsync();
        }

        await Eventually.GetAsync(() => _stage.Lower.Tracking(item.Packet.ToString())[0].State, static s => s == "02", "refused at the sender");
        Assert.That(_stage.Upper.Store.Read(s => s.HeldRefusals.Find(item.Id)), Is.Null);
    }

    [Test]
    public async Task a_refusal_without_a_reason_is_stopped_in_the_form()
    {
        var item = await _stage.DeliverAsync("V/v không nêu lý do");
        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{item.Id}");
        await receiver.Page.ClickAsync("text=Từ chối, trả lại");
        await receiver.Page.SelectOptionAsync("#reasonCode", "KHAC");
        await receiver.Page.ClickAsync("button[value='02']");
        await receiver.Page.Locator("form > p.wrong:visible").First.WaitForAsync();

        Assert.That(await receiver.TextAsync("form > p.wrong:visible"), Does.Contain("phải viết rõ"));
    }

    private async Task<Visit> RefuseAsync(Guid item, string reason, string? text)
    {
        var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{item}");
        await receiver.Page.ClickAsync("text=Từ chối, trả lại");
        await receiver.Page.SelectOptionAsync("#reasonCode", reason);
        await receiver.Page.FillAsync("#refuse-text", text ?? "");
        await receiver.Page.ClickAsync("button[value='02']");
        await receiver.Page.Locator("form[action$='/undo']").WaitForAsync();
        return receiver;
    }
}
