using Axis.Console.Tests.Browsing;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk and what arrives.</summary>
public sealed class InboxTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.DeliverAsync("V/v mời họp triển khai nhiệm vụ quý IV", priority: 2);
        await _stage.DeliverAsync("Báo cáo tình hình kinh tế – xã hội tháng 10 và nhiệm vụ trọng tâm tháng 11 của Ủy ban nhân dân xã");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_document_is_accepted_and_gets_its_number()
    {
        var item = await _stage.DeliverAsync("V/v cấp kinh phí sửa trạm y tế");
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync($"/console/inbox/{item.Id}");
        await visit.Page.ClickAsync("button[value='03']");
        await visit.Page.WaitForURLAsync("**?said=answered-03");

        Assert.That(await visit.TextAsync(".said"), Does.Contain("vào sổ"));
        Assert.That(_stage.Upper.Store.Read(s => s.Inbox.Find(item.Id))!.ArrivalNumber, Is.Positive);
    }

    [Test]
    public async Task looking_at_a_document_is_journalled_under_the_persons_pseudonym()
    {
        var item = await _stage.DeliverAsync("V/v xem là ghi");
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync($"/console/inbox/{item.Id}");
        var person = _stage.Upper.Store.Read(static s => s.Users.FindByName(ConsoleStage.ProvinceClerk.Name))!;
        var lines = _stage.Upper.Store.Read(s => s.Journal.List(null, 500, item.Packet));

        Assert.That(lines.Where(static l => l.Entry.Kind == "document-viewed").Select(static l => l.Entry.Actor), Is.EqualTo(new[] { "user:" + person.Id }));
    }

    [Test]
    public async Task a_clerk_of_another_agency_does_not_learn_that_the_document_exists()
    {
        var item = await _stage.DeliverAsync("V/v việc của tỉnh");
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.DepartmentClerk);
        var answer = await visit.GoAsync($"/console/inbox/{item.Id}");

        Assert.That(answer.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task an_operator_opens_no_inbox()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceOperator);
        var answer = await visit.GoAsync("/console/inbox");

        Assert.That(answer.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task the_keys_j_and_enter_open_a_document()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync("/console/inbox");
        await visit.Page.Locator("main").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/console/inbox/*-*");

        Assert.That(await visit.Page.Locator("dl.facts").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public Task the_inbox_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, "/console/inbox", "inbox");

    [Test]
    public Task an_empty_inbox_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.CommuneLeader, "/console/inbox", "inbox-empty");

    [Test]
    public async Task a_documents_page_pleases_axe_at_every_size_and_brightness()
    {
        var item = await _stage.DeliverAsync("V/v báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo năm 2026", priority: 1);
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, $"/console/inbox/{item.Id}", "document");
    }
}
