using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Node.Storage;

namespace Axis.Console.Tests.Journeys;

/// <summary>An operator, the node's condition and its queue.</summary>
public sealed class OperatorTests
{
    private ConsoleStage _stage;
    private Delivery _dead;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _dead = await _stage.ParkAsync("V/v lượt chuyển bị dừng", "PACKET_TOO_LARGE");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task the_overview_shows_what_doctor_finds_with_the_way_to_mend_it()
    {
        await using var visit = await EnterAsync("/console/overview");

        Assert.That(await visit.TextAsync(".findings"), Does.Contain("DEAD_LETTERS").And.Contain("Mở trang xử lý"));
    }

    [Test]
    public async Task the_overview_names_every_job_of_the_schedule()
    {
        await using var visit = await EnterAsync("/console/overview");

        Assert.That(await visit.TextAsync("section[aria-labelledby=jobs-title]"), Does.Contain("Niêm nhật ký").And.Contain("Bình thường"));
    }

    [Test]
    public async Task testing_a_link_tells_how_far_the_clocks_differ()
    {
        await using var visit = await EnterAsync("/console/overview");
        await visit.Page.ClickAsync("section[aria-labelledby=links-title] button");
        await visit.Page.WaitForURLAsync("**/links/xa-mot/test");

        Assert.That(await visit.TextAsync("dl.facts"), Does.Match(@"Lệch đồng hồ\s+-?\d+ ms"));
    }

    [Test]
    public async Task a_dry_run_names_the_dead_letters_and_changes_nothing()
    {
        await using var visit = await EnterAsync("/console/queue");
        await visit.Page.ClickAsync(".causes button");
        await visit.Page.WaitForURLAsync("**/queue/replay");

        Assert.That(await visit.TextAsync("main"), Does.Contain("chưa gì được chuyển").And.Contain(_dead.Packet.ToString()[..16]));
        Assert.That(_stage.Upper.Store.Read(s => s.Outbox.Find(_dead.Id))!.State, Is.EqualTo(DeliveryState.Dead));
    }

    [Test]
    public async Task a_dead_letter_is_replayed_and_arrives()
    {
        var dead = await _stage.ParkAsync("V/v chuyển lại thì tới", "LINK_REFUSED");
        await using var visit = await EnterAsync("/console/queue");
        await visit.Page.Locator(".causes li", new() { HasText = "LINK_REFUSED" }).Locator("button").ClickAsync();
        await visit.Page.ClickAsync("button[name=confirmed]");
        await visit.Page.WaitForURLAsync("**?said=replayed");

        await Eventually.GetAsync(_stage.Lower.Inbox, i => i.Any(x => x.Packet == dead.Packet), "the replayed document in the commune's inbox");
    }

    [Test]
    public async Task an_auditor_sees_the_queue_and_no_button_that_changes_it()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceAuditor);
        await visit.GoAsync("/console/queue");

        Assert.That(await visit.Page.Locator("main button").CountAsync(), Is.Zero);
    }

    [Test]
    public Task the_overview_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/overview", "overview");

    [Test]
    public Task the_result_of_a_link_test_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(
        _stage, ConsoleStage.ProvinceOperator, "/console/overview", "link-test", static async page =>
        {
            await page.ClickAsync("section[aria-labelledby=links-title] button");
            await page.WaitForURLAsync("**/test");
        });

    [Test]
    public Task the_queue_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/queue?state=dead", "queue");

    [Test]
    public Task a_dry_run_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(
        _stage, ConsoleStage.ProvinceOperator, "/console/queue", "replay", static async page =>
        {
            await page.ClickAsync(".causes button");
            await page.WaitForURLAsync("**/replay");
        });

    [Test]
    public Task the_quarantine_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/queue/quarantine", "quarantine");

    private async Task<Visit> EnterAsync(string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceOperator);
        await visit.GoAsync(path);
        return visit;
    }
}
