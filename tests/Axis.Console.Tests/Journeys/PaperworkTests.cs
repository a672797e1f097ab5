using Axis.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>Registers, receipts, assignments and stand-ins: what a clerk prints and arranges.</summary>
public sealed class PaperworkTests
{
    private ConsoleStage _stage;
    private Node.Storage.InboxItem _item;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("V/v phân bổ vốn đầu tư công năm 2027");
        await using var receiver = await Visit.OpenAsync(_stage.Upper);
        await receiver.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await receiver.GoAsync($"/console/inbox/{_item.Id}");
        await receiver.Page.ClickAsync("button[value='03']");
        await receiver.Page.WaitForURLAsync("**?said=answered-03");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task an_accepted_document_stands_in_the_incoming_register_which_prints_as_pdf()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync("/console/registers");
        var line = await visit.TextAsync("table.book tbody tr");
        var pdf = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("text=PDF để in"));

        Assert.That(line, Does.Contain("V/v phân bổ vốn đầu tư công năm 2027"));
        Assert.That((await File.ReadAllBytesAsync((await pdf.PathAsync())!)).Take(5), Is.EqualTo("%PDF-"u8.ToArray()));
    }

    [Test]
    public async Task a_receipt_prints_on_one_page()
    {
        await using var visit = await Visit.OpenAsync(_stage.Lower);
        await visit.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await visit.GoAsync($"/console/sent/{_item.Packet}");
        await visit.Page.ClickAsync("a.hop >> nth=0");
        await visit.Page.Locator("article.receipt").WaitForAsync();
        var pdf = await visit.Page.PdfAsync(new PagePdfOptions { Format = "A4" });

        Assert.That(System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b"), Is.EqualTo(1));
    }

    [Test]
    public async Task a_clerk_does_not_read_the_registers_of_another_agency()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        var answer = await visit.GoAsync($"/console/registers?agency={ConsoleStage.DepartmentAgency}");

        Assert.That(answer.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task an_assignment_names_its_lead_on_the_documents_page()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync($"/console/inbox/{_item.Id}");
        await visit.Page.ClickAsync("summary:has-text('Phân công xử lý')");
        await visit.Page.FillAsync("#department", "Phòng Kế hoạch");
        await visit.Page.FillAsync("#cooperators", "Phòng Tài chính; Văn phòng");
        await visit.Page.ClickAsync("button[value='04']");
        await visit.Page.WaitForURLAsync("**?said=answered-04");

        Assert.That(await visit.TextAsync("section:has(#assigned-title) dl"), Does.Contain("Phòng Kế hoạch").And.Contain("Văn phòng"));
    }

    [Test]
    public async Task a_colleague_stands_in_and_the_page_says_so()
    {
        var colleague = new Person("an.bui", "vườn cau sau mưa 12", Upper: false);
        await _stage.AddAsync(colleague, "Bùi An", new Core.Contracts.UserGrantView("leader", [ConsoleStage.CommuneAgency]));
        await using var absent = await Visit.OpenAsync(_stage.Lower);
        await absent.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await absent.GoAsync("/console/account/stand-in");
        await absent.Page.SelectOptionAsync("#substitute", colleague.Name);
        await absent.Page.FillAsync("#until", Core.Rules.VietnamTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(2).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture));
        await absent.Page.FillAsync("#reason", "nghỉ phép");
        await absent.Page.FillAsync("#current", ConsoleStage.CommuneClerk.Password);
        await absent.Page.ClickAsync("main button.main");
        await absent.Page.WaitForURLAsync("**?said=stand-in-made");

        await using var substitute = await Visit.OpenAsync(_stage.Lower);
        await substitute.EnterAsync(_stage.Lower, colleague);
        await substitute.GoAsync("/console/inbox");
        await substitute.Page.ClickAsync("details.person > summary");
        await substitute.Page.ClickAsync("button.choice:has-text('thay Nguyễn Thị Lan')");
        await substitute.Page.Locator("[role=note]").WaitForAsync();
        await substitute.GoAsync("/console/compose");

        Assert.That(await substitute.TextAsync("h1"), Is.EqualTo("Soạn và gửi"));
    }

    [Test]
    public Task the_registers_please_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, "/console/registers", "register");

    [Test]
    public Task the_page_for_stand_ins_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.CommuneLeader, "/console/account/stand-in", "stand-in");

    [Test]
    public async Task a_receipt_pleases_axe_at_every_size_and_brightness()
    {
        var receipt = _stage.Lower.Store.Read(s => s.Receipts.ListFor(_item.Packet))[0].Digest;
        await Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, $"/console/receipts/{receipt}", "receipt");
    }
}
